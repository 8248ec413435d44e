//! The assembler: one [`Unit`] collects the instructions of one code object.
//!
//! It keeps count of the stack while instructions come in, so that every label and every
//! exception handler knows the depth that it is reached with, and resolves jumps at the end.

use std::rc::Rc;

use hashbrown::HashMap;
use ruff_python_ast::Stmt;

use super::scope::{Scope, ScopeId, ScopeKind, Scopes};
use crate::code::{CellVariable, Code, Const, Flow, FreeVariable, Handler, Kind, Op};
use crate::sort;
use crate::source::Span;

/// A place that jumps can name before it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(u32);

#[derive(Clone, Copy, Default)]
struct Place {
    target: Option<u32>,
    depth: Option<u32>,
}

/// Something that `return`, `break` and `continue` must leave in order.
#[derive(Clone, Copy)]
pub enum Block<'a> {
    /// `iterates`: an iterator lies on the stack.
    Loop {
        start: Label,
        end: Label,
        iterates: bool,
    },
    /// The body of `try … except`; nothing lies on the stack.
    Try,
    /// The body of `try … finally`: leaving runs the final statements.
    Finally { body: &'a [Stmt] },
    /// The final statements while an exception waits: previous and exception lie on the stack.
    FinallyEnd,
    /// The final statements on the way out with a value, which lies on the stack.
    Value,
    /// `with`: the bound exit lies on the stack; the span is that of the manager's expression.
    With { span: Span, is_async: bool },
    /// A clause of `except`: previous lies on the stack; the name is to be unbound.
    Except { name: Option<&'a str> },
    /// A clause of `except*`, which nothing may leave.
    ExceptStar,
}

/// A block with the exception handlers that were active around it.
#[derive(Clone, Copy)]
pub struct OpenBlock<'a> {
    pub block: Block<'a>,
    pub handlers: usize,
}

#[derive(PartialEq, Eq, Hash)]
enum ConstKey {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    Big(Rc<str>),
    Float(u64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
}

fn const_key(constant: &Const) -> Option<ConstKey> {
    Some(match constant {
        Const::None => ConstKey::None,
        Const::True => ConstKey::True,
        Const::False => ConstKey::False,
        Const::Ellipsis => ConstKey::Ellipsis,
        Const::Int(value) => ConstKey::Int(*value),
        Const::BigInt(digits) => ConstKey::Big(digits.clone()),
        Const::Float(value) => ConstKey::Float(value.to_bits()),
        Const::Str(text) => ConstKey::Str(text.clone()),
        Const::Bytes(bytes) => ConstKey::Bytes(bytes.clone()),
        Const::Tuple(_) | Const::Code(_) => return None,
    })
}

/// Index into a table that cannot grow past what one program may hold.
pub fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What is known of a code before its body is compiled.
pub struct Head {
    pub name: Rc<str>,
    pub qualname: Rc<str>,
    pub kind: Kind,
    pub flow: Flow,
    pub span: Span,
    pub first_line: u32,
    pub arg_count: u32,
    pub posonly_count: u32,
    pub kwonly_count: u32,
    pub has_varargs: bool,
    pub has_varkeywords: bool,
    pub type_params: Vec<Rc<str>>,
    pub doc: Option<Rc<str>>,
    pub annotations: Vec<(Rc<str>, Rc<str>)>,
}

pub struct Unit<'a> {
    pub scope: ScopeId,
    pub head: Head,
    pub blocks: Vec<OpenBlock<'a>>,
    ops: Vec<Op>,
    spans: Vec<Span>,
    /// For every op the index of its handler in `handlers`, or `u32::MAX`.
    handled_by: Vec<u32>,
    handlers: Vec<(Label, u32)>,
    active: Vec<u32>,
    labels: Vec<Place>,
    /// Index of the op that the label placed last stands before.
    last_label: Option<u32>,
    depth: u32,
    deepest: u32,
    consts: Vec<Const>,
    const_index: HashMap<ConstKey, u32>,
    names: Vec<Rc<str>>,
    name_index: HashMap<Rc<str>, u32>,
    local_names: Vec<Rc<str>>,
    slots: HashMap<(ScopeId, Rc<str>), u32>,
    cells: Vec<CellVariable>,
    derefs: HashMap<(ScopeId, Rc<str>), u32>,
    /// Hidden locals that are free for use.
    spare: Vec<u32>,
}

impl<'a> Unit<'a> {
    pub fn new(scopes: &Scopes, scope: ScopeId, head: Head) -> Self {
        let mut unit = Self {
            scope,
            head,
            blocks: Vec::new(),
            ops: Vec::new(),
            spans: Vec::new(),
            handled_by: Vec::new(),
            handlers: Vec::new(),
            active: Vec::new(),
            labels: Vec::new(),
            last_label: None,
            depth: 0,
            deepest: 0,
            consts: Vec::new(),
            const_index: HashMap::new(),
            names: Vec::new(),
            name_index: HashMap::new(),
            local_names: Vec::new(),
            slots: HashMap::new(),
            cells: Vec::new(),
            derefs: HashMap::new(),
            spare: Vec::new(),
        };
        unit.lay_out(scopes);
        unit
    }

    /// Gives places to the variables that the scopes know.
    fn lay_out(&mut self, scopes: &Scopes) {
        let own = scopes.get(self.scope);
        if own.kind == ScopeKind::GeneratorExpression {
            self.local_names.push(".0".into());
        }
        let mut parameters: Vec<_> = own
            .symbols
            .iter()
            .filter(|symbol| symbol.parameter.is_some())
            .collect();
        sort::sort_by_key(&mut parameters, |symbol| symbol.parameter);
        for symbol in parameters {
            self.slot(self.scope, &symbol.name);
        }
        if own.needs_class_cell {
            self.add_cell(self.scope, "__class__".into(), None);
        }
        for id in scopes.members(self.scope) {
            let scope: &Scope = scopes.get(id);
            for symbol in &scope.symbols {
                if symbol.captured {
                    let parameter = symbol.parameter.map(|_| self.slot(id, &symbol.name));
                    self.add_cell(id, symbol.name.clone(), parameter);
                } else if id == self.scope
                    && scope.is_function_like()
                    && symbol.bound
                    && !symbol.global
                    && !symbol.nonlocal
                {
                    self.slot(id, &symbol.name);
                }
            }
        }
        for (owner, name) in &own.free {
            let at = index(self.derefs.len());
            self.derefs.insert((*owner, name.clone()), at);
        }
    }

    fn add_cell(&mut self, owner: ScopeId, name: Rc<str>, parameter: Option<u32>) {
        let at = index(self.derefs.len());
        self.derefs.insert((owner, name.clone()), at);
        self.cells.push(CellVariable { name, parameter });
    }

    /// Place of a variable that lives in no cell.
    pub fn slot(&mut self, owner: ScopeId, name: &Rc<str>) -> u32 {
        if let Some(slot) = self.slots.get(&(owner, name.clone())) {
            return *slot;
        }
        let slot = index(self.local_names.len());
        self.local_names.push(name.clone());
        self.slots.insert((owner, name.clone()), slot);
        slot
    }

    /// A local of the compiler's own; give it back with [`Self::give_back`].
    pub fn hidden_slot(&mut self) -> u32 {
        self.spare.pop().unwrap_or_else(|| {
            let slot = index(self.local_names.len());
            self.local_names.push(format!(".{slot}").into());
            slot
        })
    }

    pub fn give_back(&mut self, slots: impl IntoIterator<Item = u32>) {
        self.spare.extend(slots);
    }

    /// Index among the derefs.
    pub fn deref(&self, owner: ScopeId, name: &str) -> u32 {
        match self.derefs.get(&(owner, Rc::from(name))) {
            Some(at) => *at,
            None => unreachable!("the scopes gave every unit the cells that it uses"),
        }
    }

    pub fn name(&mut self, name: &str) -> u32 {
        if let Some(at) = self.name_index.get(name) {
            return *at;
        }
        let name: Rc<str> = name.into();
        let at = index(self.names.len());
        self.names.push(name.clone());
        self.name_index.insert(name, at);
        at
    }

    pub fn constant(&mut self, constant: Const) -> u32 {
        let next = index(self.consts.len());
        if let Some(key) = const_key(&constant) {
            let at = *self.const_index.entry(key).or_insert(next);
            if at != next {
                return at;
            }
        }
        self.consts.push(constant);
        next
    }

    // ---- instructions ------------------------------------------------------------------------

    pub fn len(&self) -> usize {
        self.ops.len()
    }

    /// Span of the last instruction: for what the text does not show.
    pub fn last_span(&self) -> Span {
        self.spans.last().copied().unwrap_or(self.head.span)
    }

    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// Says how deep the stack is where control comes from elsewhere.
    pub fn set_depth(&mut self, depth: u32) {
        self.depth = depth;
    }

    fn shifted(&self, effect: i32) -> u32 {
        self.depth.saturating_add_signed(effect)
    }

    pub fn emit(&mut self, op: Op, span: Span) {
        self.ops.push(op);
        self.spans.push(span);
        self.handled_by
            .push(self.active.last().copied().unwrap_or(u32::MAX));
        self.depth = self.shifted(op.stack_effect(false));
        self.deepest = self.deepest.max(self.depth);
    }

    pub fn load_const(&mut self, constant: Const, span: Span) {
        let at = self.constant(constant);
        self.emit(Op::LoadConst(at), span);
    }

    pub fn label(&mut self) -> Label {
        let label = Label(index(self.labels.len()));
        self.labels.push(Place::default());
        label
    }

    /// Emits a jump; its operand is filled in at the end.
    pub fn jump(&mut self, op: fn(u32) -> Op, label: Label, span: Span) {
        let op = op(label.0);
        let depth = self.shifted(op.stack_effect(true));
        self.deepest = self.deepest.max(depth);
        self.labels[label.0 as usize].depth.get_or_insert(depth);
        self.emit(op, span);
    }

    /// The next instruction is what the label means.
    pub fn place(&mut self, label: Label) {
        let at = index(self.ops.len());
        self.last_label = Some(at);
        let place = &mut self.labels[label.0 as usize];
        place.target = Some(at);
        if let Some(depth) = place.depth {
            self.depth = depth;
            self.deepest = self.deepest.max(depth);
        }
    }

    /// The end of the code can be reached: its last instruction goes on, or a jump leads here.
    pub fn falls_through(&self) -> bool {
        self.last_label == Some(index(self.ops.len()))
            || self.ops.last().is_none_or(|op| !op.ends_block())
    }

    // ---- exception handlers ------------------------------------------------------------------

    /// From here on exceptions go to the label, with the stack as it is now and the exception.
    pub fn push_handler(&mut self, label: Label) {
        self.labels[label.0 as usize].depth = Some(self.depth + 1);
        self.active.push(index(self.handlers.len()));
        self.handlers.push((label, self.depth));
    }

    pub fn pop_handler(&mut self) {
        self.active.pop();
    }

    pub fn push_block(&mut self, block: Block<'a>) {
        let handlers = self.active.len();
        self.blocks.push(OpenBlock { block, handlers });
    }

    pub fn pop_block(&mut self) {
        self.blocks.pop();
    }

    /// The innermost block, a clause of `except`, gets the name that leaving it must empty.
    pub fn rename_clause(&mut self, name: Option<&'a str>) {
        if let Some(open) = self.blocks.last_mut() {
            open.block = Block::Except { name };
        }
    }

    /// The innermost handler is no longer active; gives what [`Self::restore_handlers`] takes.
    pub fn cut_last_handler(&mut self) -> Vec<u32> {
        self.cut_handlers(self.active.len().saturating_sub(1))
    }

    /// Only the outer `count` handlers stay active; gives what [`Self::restore_handlers`] takes.
    pub fn cut_handlers(&mut self, count: usize) -> Vec<u32> {
        self.active.split_off(count)
    }

    pub fn restore_handlers(&mut self, cut: Vec<u32>) {
        self.active.extend(cut);
    }

    // ---- the end -----------------------------------------------------------------------------

    fn target(&self, label: u32) -> u32 {
        match self.labels[label as usize].target {
            Some(target) => target,
            None => unreachable!("every label that is jumped to is placed"),
        }
    }

    fn handler_table(&self) -> Vec<Handler> {
        let mut table: Vec<Handler> = Vec::new();
        for (at, handler) in self.handled_by.iter().enumerate() {
            let at = index(at);
            let Some((label, depth)) = self.handlers.get(*handler as usize) else {
                continue;
            };
            let target = self.target(label.0);
            match table.last_mut() {
                Some(last) if last.end == at && last.target == target && last.depth == *depth => {
                    last.end = at + 1;
                }
                _ => table.push(Handler {
                    start: at,
                    end: at + 1,
                    target,
                    depth: *depth,
                }),
            }
        }
        table
    }

    /// `outer` is the unit that makes the function or runs the class body.
    pub fn finish(
        self,
        scopes: &Scopes,
        outer: Option<&Unit>,
        file: u16,
        hidden: bool,
    ) -> Rc<Code> {
        let handlers = self.handler_table();
        let ops = self.ops.iter().map(|op| match op.target() {
            Some(label) => op.with_target(self.target(label)),
            None => *op,
        });
        let ops = ops.collect();
        let free = scopes
            .get(self.scope)
            .free
            .iter()
            .map(|(owner, name)| FreeVariable {
                name: name.clone(),
                outer: outer.map_or(0, |outer| outer.deref(*owner, name)),
            });
        let head = self.head;
        Rc::new(Code {
            name: head.name,
            qualname: head.qualname,
            kind: head.kind,
            flow: head.flow,
            hidden,
            file,
            arg_count: head.arg_count,
            posonly_count: head.posonly_count,
            kwonly_count: head.kwonly_count,
            has_varargs: head.has_varargs,
            has_varkeywords: head.has_varkeywords,
            local_names: self.local_names,
            cells: self.cells,
            free: free.collect(),
            type_params: head.type_params,
            stack_size: self.deepest,
            ops,
            spans: self.spans,
            consts: self.consts,
            names: self.names,
            handlers,
            first_line: head.first_line,
            span: head.span,
            doc: head.doc,
            annotations: head.annotations,
        })
    }
}

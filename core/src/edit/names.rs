//! What the names of a text stand for: imports, functions, and where each variable is used.
//!
//! One walk over the tree collects everything; the rest of `edit` asks questions of the result.

use crate::edit::layout::span_of;
use crate::sort;
use crate::source::Span;
use ruff_python_ast::visitor::{
    Visitor, walk_except_handler, walk_expr, walk_parameter, walk_stmt,
};
use ruff_python_ast::{
    ExceptHandler, Expr, ExprContext, Identifier, ModModule, Parameter, Stmt, StmtFunctionDef,
};
use ruff_text_size::Ranged;

/// A function of the text, wherever it is defined.
pub(crate) struct Def {
    pub name: String,
    pub is_async: bool,
    /// Defined by a statement of the module itself.
    pub is_top: bool,
    pub span: Span,
    /// Names of the parameters that can be given by position.
    pub parameters: Vec<String>,
    /// How many of them have no default.
    pub required: usize,
    /// It has more parameters than `parameters` tells of.
    pub is_open: bool,
    /// The parameter that it sleeps for, if it does.
    pub sleeps_for: Option<usize>,
    /// The sum of its sleeps of a written length, and of nothing else.
    pub sleeps: Option<f64>,
    /// One of the sleeps is `time.sleep`.
    pub is_blocking: bool,
    /// It works until a clock shows a time, as a stand-in for a computation.
    pub is_cpu: bool,
    /// Its own body, not one of the statements in it, ends with `raise`.
    pub fails: bool,
    pub is_generator: bool,
    /// Its `asyncio.sleep(…)` and `time.sleep(…)`, from `await` to the bracket.
    pub waits: Vec<Span>,
    pub holds: Vec<Span>,
    /// Where its name stands.
    pub name_span: Span,
}

struct Use {
    name: String,
    span: Span,
    scope: usize,
    role: UseRole,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum UseRole {
    Read,
    Bound,
    /// Named by `global` or `nonlocal`: the scope does not have it.
    Outer,
}

struct Scope {
    parent: usize,
    span: Span,
}

/// A statement or expression that is allowed only in some places.
struct Need {
    at: u32,
    kind: NeedKind,
    /// Where the function (for a jump, the loop) around it begins; none at the top of the module.
    inside: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NeedKind {
    Async,
    Function,
    Loop,
}

#[derive(Default)]
pub(crate) struct Names {
    /// (name here, module), for `import module as name`.
    modules: Vec<(String, String)>,
    /// (name here, full name), for `from module import x as name`.
    objects: Vec<(String, String)>,
    pub defs: Vec<Def>,
    /// The function that `asyncio.run` is given at the top of the module.
    pub entry: Option<String>,
    /// Where the last import of the module's head ends.
    pub last_import: Option<Span>,
    pub statements: usize,
    /// (function, keyword) of the calls that have one, and where the keyword stands.
    pub keywords: Vec<(String, String, Span)>,
    /// (full name, variable, place) of `variable = asyncio.Queue(…)` and the like, in order.
    pub made: Vec<(String, String, Span)>,
    /// Variables that are given a written number, in order, and where.
    numbers: Vec<(String, Span)>,
    uses: Vec<Use>,
    scopes: Vec<Scope>,
    needs: Vec<Need>,
}

impl Names {
    pub fn new(module: &ModModule) -> Self {
        let mut names = Self::default();
        names.read_imports(&module.body);
        let whole = span_of(module.range);
        names.scopes.push(Scope {
            parent: 0,
            span: whole,
        });
        let mut survey = Survey {
            names,
            scope: 0,
            functions: Vec::new(),
            loops: vec![None],
            awaited: None,
        };
        survey.visit_body(&module.body);
        survey.names
    }

    fn read_imports(&mut self, body: &[Stmt]) {
        for statement in body {
            match statement {
                Stmt::Import(import) => {
                    for alias in &import.names {
                        let name = alias.asname.as_ref().unwrap_or(&alias.name);
                        self.modules
                            .push((name.id.to_string(), alias.name.id.to_string()));
                    }
                }
                Stmt::ImportFrom(import) if import.level == 0 => {
                    let Some(module) = &import.module else {
                        continue;
                    };
                    for alias in &import.names {
                        let name = alias.asname.as_ref().unwrap_or(&alias.name);
                        let full = format!("{}.{}", module.id, alias.name.id);
                        self.objects.push((name.id.to_string(), full));
                    }
                }
                _ => continue,
            }
            self.last_import = Some(span_of(statement.range()));
        }
    }

    /// The full name of what an expression like `asyncio.sleep` or `sleep` stands for.
    pub fn dotted(&self, expression: &Expr) -> Option<String> {
        match expression {
            Expr::Name(name) => {
                let id = name.id.as_str();
                let known = self
                    .modules
                    .iter()
                    .chain(&self.objects)
                    .find(|known| known.0 == id);
                Some(known.map_or_else(|| id.to_owned(), |known| known.1.clone()))
            }
            Expr::Attribute(attribute) => Some(format!(
                "{}.{}",
                self.dotted(&attribute.value)?,
                attribute.attr.id
            )),
            _ => None,
        }
    }

    /// True for an expression that is the name of an imported module.
    pub fn is_module(&self, expression: &Expr) -> bool {
        let Some(full) = self.dotted(expression) else {
            return false;
        };
        self.modules.iter().any(|known| known.1 == full)
    }

    /// How the text writes `module.name`, and whether the module still has to be imported.
    pub fn reference(&self, module: &str, name: &str) -> (String, bool) {
        let full = format!("{module}.{name}");
        if let Some((local, _)) = self.modules.iter().find(|known| known.1 == module) {
            return (format!("{local}.{name}"), false);
        }
        if let Some((local, _)) = self.objects.iter().find(|known| known.1 == full) {
            return (local.clone(), false);
        }
        (full, true)
    }

    pub fn def(&self, name: &str) -> Option<&Def> {
        self.defs.iter().find(|def| def.name == name)
    }

    /// How often the program names a function, its definition aside.
    pub fn uses_of(&self, name: &str) -> u32 {
        let is_read = |entry: &&Use| entry.name == name && entry.role == UseRole::Read;
        u32::try_from(self.uses.iter().filter(is_read).count()).unwrap_or(u32::MAX)
    }

    /// True when some variable, function or parameter of the text has this name.
    pub fn is_taken(&self, name: &str) -> bool {
        let imported = || {
            self.modules
                .iter()
                .chain(&self.objects)
                .any(|known| known.0 == name)
        };
        self.uses.iter().any(|entry| entry.name == name) || imported()
    }

    /// `base`, or `base_2`, `base_3` … when it is taken.
    pub fn free_name(&self, base: &str, also_taken: &[String]) -> String {
        let taken = |name: &str| self.is_taken(name) || also_taken.iter().any(|used| used == name);
        if !taken(base) {
            return base.to_owned();
        }
        (2..)
            .map(|number| format!("{base}_{number}"))
            .find(|name| !taken(name))
            .unwrap_or_default()
    }

    /// Where `name` is read outside of `span`, if it is.
    pub fn read_outside(&self, name: &str, span: Span) -> Option<Span> {
        let outside = |entry: &&Use| {
            entry.name == name && entry.role == UseRole::Read && !span.contains(entry.span.start)
        };
        self.uses.iter().find(outside).map(|entry| entry.span)
    }

    /// All places where the variable that is bound at `place` is written.
    pub fn places_of(&self, name: &str, place: Span) -> Vec<Span> {
        let scope = self.innermost_scope(place.start);
        let home = self.resolve(name, scope);
        let same = |entry: &&Use| entry.name == name && self.resolve(name, entry.scope) == home;
        let mut places: Vec<Span> = self
            .uses
            .iter()
            .filter(same)
            .map(|entry| entry.span)
            .collect();
        sort::sort_by(&mut places, Ord::cmp);
        places.dedup();
        places
    }

    fn innermost_scope(&self, offset: u32) -> usize {
        // A function's own name belongs to the scope around it, so the scope's span is its body.
        let holds = |scope: &(usize, &Scope)| scope.1.span.contains(offset);
        self.scopes
            .iter()
            .enumerate()
            .skip(1)
            .rfind(holds)
            .map_or(0, |(at, _)| at)
    }

    /// The scope that has the variable which `name` means in `scope`.
    fn resolve(&self, name: &str, scope: usize) -> usize {
        let mut scope = scope;
        while scope != 0 {
            let here = |role| {
                let found = |entry: &Use| entry.role == role;
                let own = |entry: &&Use| entry.scope == scope && entry.name == name;
                self.uses.iter().filter(own).any(found)
            };
            if here(UseRole::Bound) && !here(UseRole::Outer) {
                return scope;
            }
            scope = self.scopes.get(scope).map_or(0, |found| found.parent);
        }
        0
    }

    /// How often the function that begins at `start` waits.
    pub fn waits_in(&self, start: u32) -> usize {
        let own = |need: &&Need| need.kind == NeedKind::Async && need.inside == Some(start);
        self.needs.iter().filter(own).count()
    }

    /// The first place before `offset` where a variable of one of these kinds was made that can
    /// be used at `offset`: at the top of the module, or in the same function. The last one first.
    pub fn made_before<'a>(
        &'a self,
        kinds: &'a [&'a str],
        offset: u32,
    ) -> impl Iterator<Item = &'a str> {
        let here = self.innermost_scope(offset);
        let fits = move |made: &&(String, String, Span)| {
            let scope = self.innermost_scope(made.2.start);
            let is_kind = kinds
                .iter()
                .any(|kind| made.0 == *kind || kind.starts_with('.') && made.0.ends_with(kind));
            is_kind && (scope == 0 || scope == here && made.2.start < offset)
        };
        self.made
            .iter()
            .rev()
            .filter(fits)
            .map(|made| made.1.as_str())
    }

    /// A number of the text that a step at `offset` can add to, and whether it must be named by
    /// `global` there first.
    pub fn number_before(&self, offset: u32) -> Option<(&str, bool)> {
        let here = self.innermost_scope(offset);
        self.numbers.iter().rev().find_map(|(name, span)| {
            let home = self.innermost_scope(span.start);
            let used = |entry: &Use| entry.scope == here && entry.name == *name;
            let is_outer = |entry: &Use| used(entry) && entry.role == UseRole::Outer;
            let must_name = home != here && !self.uses.iter().any(is_outer);
            let fits = match home == here {
                true => span.start < offset,
                false => home == 0 && !(must_name && self.uses.iter().any(used)),
            };
            fits.then_some((name.as_str(), must_name))
        })
    }

    /// Whether the code in `span` needs to be (in an async function, in a function, in a loop).
    pub fn needs(&self, span: Span) -> (bool, bool, bool) {
        let needs = |kind| {
            self.needs.iter().any(|need| {
                let own = need.inside.is_some_and(|start| span.contains(start));
                need.kind == kind && span.contains(need.at) && !own
            })
        };
        (
            needs(NeedKind::Async),
            needs(NeedKind::Function),
            needs(NeedKind::Loop),
        )
    }
}

/// The walk that fills [`Names`].
struct Survey {
    names: Names,
    scope: usize,
    /// The functions around, from the outside: index into `defs`, and where they begin.
    functions: Vec<(usize, u32)>,
    /// The innermost loop of each function around, and of the module.
    loops: Vec<Option<u32>>,
    /// Where the expression of the last `await` begins, and the `await` itself.
    awaited: Option<(u32, u32)>,
}

impl Survey {
    fn add_use(&mut self, name: &str, span: Span, role: UseRole) {
        self.names.uses.push(Use {
            name: name.to_owned(),
            span,
            scope: self.scope,
            role,
        });
    }

    fn bind(&mut self, name: &Identifier) {
        self.add_use(&name.id, span_of(name.range), UseRole::Bound);
    }

    fn need(&mut self, at: u32, kind: NeedKind) {
        let inside = match kind {
            NeedKind::Loop => self.loops.last().copied().flatten(),
            _ => self.functions.last().map(|function| function.1),
        };
        self.names.needs.push(Need { at, kind, inside });
    }

    fn enter_scope(&mut self, span: Span) -> usize {
        let outer = self.scope;
        self.names.scopes.push(Scope {
            parent: outer,
            span,
        });
        self.scope = self.names.scopes.len() - 1;
        outer
    }

    fn function(&mut self, function: &StmtFunctionDef) {
        self.bind(&function.name);
        for decorator in &function.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        let parameters = &function.parameters;
        let positional = || parameters.posonlyargs.iter().chain(&parameters.args);
        let is_open = parameters.vararg.is_some()
            || parameters.kwarg.is_some()
            || !parameters.kwonlyargs.is_empty();
        self.names.defs.push(Def {
            name: function.name.id.to_string(),
            is_async: function.is_async,
            is_top: self.functions.is_empty() && self.scope == 0,
            span: span_of(function.range),
            parameters: positional()
                .map(|given| given.name().id.to_string())
                .collect(),
            required: positional().filter(|given| given.default.is_none()).count(),
            is_open,
            sleeps_for: None,
            sleeps: None,
            is_blocking: false,
            is_cpu: false,
            fails: matches!(function.body.last(), Some(Stmt::Raise(_))),
            is_generator: false,
            waits: Vec::new(),
            holds: Vec::new(),
            name_span: span_of(function.name.range),
        });
        let start = span_of(function.range).start;
        self.functions.push((self.names.defs.len() - 1, start));
        self.loops.push(None);
        let parameters_start = span_of(parameters.range).start;
        let outer = self.enter_scope(Span::new(parameters_start, span_of(function.range).end));
        self.visit_parameters(parameters);
        if let Some(returns) = &function.returns {
            self.visit_expr(returns);
        }
        self.visit_body(&function.body);
        self.scope = outer;
        self.loops.pop();
        self.functions.pop();
        let waits = self.names.waits_in(start) > 0;
        let closed = self
            .names
            .defs
            .iter_mut()
            .rev()
            .find(|def| def.span.start == start);
        if let Some(def) = closed.filter(|def| def.is_cpu && waits) {
            // It looks at a clock and waits in between.
            (def.is_cpu, def.sleeps_for, def.sleeps) = (false, None, None);
            def.is_blocking = !def.holds.is_empty();
        }
    }

    /// `asyncio.sleep(…)` and `time.sleep(…)` tell how long the function around takes, and so does
    /// `time.perf_counter() + …`.
    fn sleep(&mut self, function: &Expr, argument: &Expr, start: Option<u32>) {
        let Some(&(index, _)) = self.functions.last() else {
            return;
        };
        let name = self.names.dotted(function);
        let Some(def) = self.names.defs.get_mut(index) else {
            return;
        };
        let span = span_of(function.range());
        match name.as_deref() {
            Some("time.sleep") => {
                def.holds.push(span);
                def.is_blocking = true;
            }
            Some("asyncio.sleep") => {
                def.waits
                    .extend(start.map(|start| Span::new(start, span.end)));
            }
            Some("time.perf_counter" | "time.monotonic") => {
                (def.is_blocking, def.is_cpu) = (true, true);
            }
            _ => return,
        }
        if let Expr::Name(name) = argument {
            let found = def
                .parameters
                .iter()
                .position(|given| *given == name.id.as_str());
            def.sleeps_for = def.sleeps_for.or(found);
        } else if let Some(seconds) = number_of(argument) {
            def.sleeps = Some(def.sleeps.unwrap_or(0.0) + seconds);
        }
    }
}

/// The value of a number as it is written; none for complex ones and for those beyond 64 bits.
pub(crate) fn number_of(expression: &Expr) -> Option<f64> {
    let Expr::NumberLiteral(literal) = expression else {
        return None;
    };
    match &literal.value {
        #[expect(clippy::cast_precision_loss, reason = "a duration of 2^53 s is none")]
        ruff_python_ast::Number::Int(int) => int.as_u64().map(|value| value as f64),
        ruff_python_ast::Number::Float(value) => Some(*value),
        ruff_python_ast::Number::Complex { .. } => None,
    }
}

impl<'a> Visitor<'a> for Survey {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        self.names.statements += 1;
        let start = span_of(statement.range()).start;
        match statement {
            Stmt::FunctionDef(function) => return self.function(function),
            Stmt::ClassDef(class) => {
                self.bind(&class.name);
                let outer = self.enter_scope(span_of(class.range));
                self.loops.push(None);
                walk_stmt(self, statement);
                self.loops.pop();
                self.scope = outer;
                return;
            }
            Stmt::For(_) | Stmt::While(_) => {
                if matches!(statement, Stmt::For(inner) if inner.is_async) {
                    self.need(start, NeedKind::Async);
                }
                let outer = self.loops.pop().flatten();
                self.loops.push(Some(start));
                walk_stmt(self, statement);
                self.loops.pop();
                self.loops.push(outer);
                return;
            }
            Stmt::With(with) if with.is_async => self.need(start, NeedKind::Async),
            Stmt::Return(_) => self.need(start, NeedKind::Function),
            Stmt::Assign(assign) => {
                if let [Expr::Name(name)] = &assign.targets[..] {
                    let (id, span) = (name.id.to_string(), span_of(name.range));
                    if let Expr::Call(call) = &*assign.value
                        && let Some(full) = self.names.dotted(&call.func)
                    {
                        self.names.made.push((full, id, span));
                    } else if assign.value.is_number_literal_expr() {
                        self.names.numbers.push((id, span));
                    }
                }
            }
            Stmt::Break(_) | Stmt::Continue(_) => self.need(start, NeedKind::Loop),
            Stmt::Global(global) => {
                for name in &global.names {
                    self.add_use(&name.id, span_of(name.range), UseRole::Outer);
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                for name in &nonlocal.names {
                    self.add_use(&name.id, span_of(name.range), UseRole::Outer);
                }
            }
            _ => {}
        }
        walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        let span = span_of(expression.range());
        match expression {
            Expr::Name(name) => {
                let is_read = name.ctx == ExprContext::Load;
                let role = if is_read {
                    UseRole::Read
                } else {
                    UseRole::Bound
                };
                self.add_use(&name.id, span, role);
            }
            Expr::Await(awaited) => {
                self.need(span.start, NeedKind::Async);
                self.awaited = Some((span_of(awaited.value.range()).start, span.start));
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.need(span.start, NeedKind::Function);
                let function = self.functions.last();
                if let Some(def) = function.and_then(|at| self.names.defs.get_mut(at.0)) {
                    def.is_generator = true;
                }
            }
            Expr::BinOp(sum) => {
                if let Expr::Call(clock) = &*sum.left
                    && clock.arguments.args.is_empty()
                {
                    self.sleep(&clock.func, &sum.right, None);
                }
            }
            Expr::Call(call) => {
                if let [argument, ..] = &call.arguments.args[..] {
                    let awaited = self.awaited.filter(|awaited| awaited.0 == span.start);
                    let is_plain = call.arguments.len() == 1;
                    self.sleep(
                        &call.func,
                        argument,
                        awaited.filter(|_| is_plain).map(|awaited| awaited.1),
                    );
                    self.starts(&call.func, argument);
                }
                if let Expr::Name(function) = &*call.func {
                    for keyword in &call.arguments.keywords {
                        if let Some(name) = &keyword.arg {
                            let (function, word) = (function.id.to_string(), name.id.to_string());
                            let keyword = (function, word, span_of(name.range));
                            self.names.keywords.push(keyword);
                        }
                    }
                }
            }
            _ => {}
        }
        walk_expr(self, expression);
    }

    fn visit_parameter(&mut self, parameter: &'a Parameter) {
        self.bind(&parameter.name);
        walk_parameter(self, parameter);
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.bind(name);
        }
        walk_except_handler(self, handler);
    }
}

impl Survey {
    /// `asyncio.run(main())` outside of all functions names the entry.
    fn starts(&mut self, function: &Expr, argument: &Expr) {
        if self.functions.is_empty()
            && self.names.dotted(function).as_deref() == Some("asyncio.run")
            && let Expr::Call(call) = argument
            && let Expr::Name(name) = &*call.func
        {
            self.names.entry.get_or_insert_with(|| name.id.to_string());
        }
    }
}

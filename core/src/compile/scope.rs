//! Which name means what: one pass over the syntax tree before any code is made.
//!
//! A *scope* is what Python has rules for: module, class, function, lambda, comprehension. A
//! *unit* is what gets a [`crate::code::Code`] of its own: every scope but a list, set or dict
//! comprehension, which lives inside its unit (as since CPython 3.12), and a list of type
//! parameters. A name that is used in another unit than that of its owner goes through a cell.
//!
//! ```text
//!   build (visitor.rs): scopes with their symbols   ─▶  resolve: cells and free variables
//!   place(scope, name): what the compiler asks when it emits a load or a store
//! ```

use std::rc::Rc;

use hashbrown::{HashMap, HashSet};

use crate::code::TypeParamKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Index of a scope; the module is 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct ScopeId(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    Module,
    Class,
    /// `is_async` of the `def`.
    Function(bool),
    Lambda,
    GeneratorExpression,
    /// A list, set or dict comprehension; the word that messages use for it.
    Comprehension(&'static str),
    /// The brackets of `def f[T]`; lies around the scope of the function, class or alias.
    TypeParams,
}

/// What is known about one name in one scope.
#[derive(Clone, Debug, Default)]
pub struct Symbol {
    pub name: Rc<str>,
    /// Index among the parameters, in the order of `Code::local_names`.
    pub parameter: Option<u32>,
    /// Bound here: assigned, imported, defined, deleted, a loop target …
    pub bound: bool,
    pub used: bool,
    pub annotated: bool,
    pub global: bool,
    pub nonlocal: bool,
    pub type_param: Option<TypeParamKind>,
    /// A target of `for` in a comprehension.
    pub iterated: bool,
    /// How many places bind it; a name that only one import binds is that module.
    pub bindings: u32,
    /// `("asyncio", None)` for `import asyncio`, `("asyncio", Some("sleep"))` for `from … import`.
    pub import: Option<(Rc<str>, Option<Rc<str>>)>,
    /// Another unit uses it: it lives in a cell.
    pub captured: bool,
    /// Of the declaration that made it global or nonlocal.
    pub declared: Span,
}

#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    pub symbols: Vec<Symbol>,
    index: HashMap<Rc<str>, u32>,
    /// Name of the innermost class around, for `__private` names.
    pub private: Option<Rc<str>>,
    pub has_yield: bool,
    /// Awaits, or iterates asynchronously; makes a generator expression asynchronous.
    pub has_await: bool,
    /// A method asks for `__class__` (or calls `super()`); classes only.
    pub needs_class_cell: bool,
    /// Cells from outside that the unit needs: owner and name.
    pub free: Vec<(ScopeId, Rc<str>)>,
    free_index: HashSet<(ScopeId, Rc<str>)>,
}

/// What a name means where it is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A variable of this scope, which lies in the same unit: a local, or a cell if captured.
    Owner(ScopeId),
    Global,
    /// The class body's namespace, then globals and builtins.
    ClassName,
    /// The class body's namespace, then a variable of an outer function.
    ClassOrOuter(ScopeId),
    TypeParam(TypeParamKind),
}

/// What walking outwards finds.
enum Outer {
    Owner(ScopeId),
    TypeParam(TypeParamKind),
    Global,
    Nothing,
}

#[derive(Debug, Default)]
pub struct Scopes {
    list: Vec<Scope>,
    /// From the start and end of the node that opens a scope; type parameters under the start and
    /// end of their brackets.
    by_range: HashMap<(u32, u32), ScopeId>,
    /// For every scope the comprehensions that live in its unit, where it is one.
    inlined: Vec<Vec<ScopeId>>,
}

impl Scope {
    pub fn symbol(&self, name: &str) -> Option<&Symbol> {
        self.index.get(name).map(|at| &self.symbols[*at as usize])
    }

    /// The symbol, made if it is not there.
    pub fn symbol_mut(&mut self, name: &str) -> &mut Symbol {
        let at = match self.index.get(name) {
            Some(at) => *at as usize,
            None => {
                let name: Rc<str> = name.into();
                let at = self.symbols.len();
                self.index
                    .insert(name.clone(), u32::try_from(at).unwrap_or(u32::MAX));
                self.symbols.push(Symbol {
                    name,
                    ..Symbol::default()
                });
                at
            }
        };
        &mut self.symbols[at]
    }

    /// Names of functions are variables of functions; those of classes and modules are not.
    pub fn is_function_like(&self) -> bool {
        matches!(
            self.kind,
            ScopeKind::Function(_)
                | ScopeKind::Lambda
                | ScopeKind::GeneratorExpression
                | ScopeKind::Comprehension(_)
        )
    }
}

impl Scopes {
    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.list[id.0 as usize]
    }

    pub fn get_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.list[id.0 as usize]
    }

    pub fn ids(&self) -> impl Iterator<Item = ScopeId> + use<> {
        (0..u32::try_from(self.list.len()).unwrap_or(u32::MAX)).map(ScopeId)
    }

    /// The scope that the node with this span opened.
    pub fn at(&self, span: Span) -> ScopeId {
        match self.by_range.get(&(span.start, span.end)) {
            Some(id) => *id,
            None => {
                unreachable!("the visitor opens a scope for every node that the compiler asks for")
            }
        }
    }

    pub fn open(&mut self, kind: ScopeKind, parent: Option<ScopeId>, span: Span) -> ScopeId {
        let id = ScopeId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        let private = parent.and_then(|parent| self.get(parent).private.clone());
        self.list.push(Scope {
            kind,
            parent,
            symbols: Vec::new(),
            index: HashMap::new(),
            private,
            has_yield: false,
            has_await: false,
            needs_class_cell: false,
            free: Vec::new(),
            free_index: HashSet::new(),
        });
        self.by_range.insert((span.start, span.end), id);
        id
    }

    /// The scope whose code the scope's instructions go into.
    pub fn unit(&self, mut id: ScopeId) -> ScopeId {
        while let ScopeKind::Comprehension(_) | ScopeKind::TypeParams = self.get(id).kind {
            match self.get(id).parent {
                Some(parent) => id = parent,
                None => unreachable!("only the module has no parent"),
            }
        }
        id
    }

    /// The scope that a name in `scope` may see as its own: type parameters see what is around.
    fn seen_from(&self, mut scope: ScopeId, name: &str) -> Result<ScopeId, TypeParamKind> {
        while self.get(scope).kind == ScopeKind::TypeParams {
            if let Some(kind) = self
                .get(scope)
                .symbol(name)
                .and_then(|symbol| symbol.type_param)
            {
                return Err(kind);
            }
            match self.get(scope).parent {
                Some(parent) => scope = parent,
                None => unreachable!("only the module has no parent"),
            }
        }
        Ok(scope)
    }

    /// What `name`, already mangled, means in `scope`.
    pub fn place(&self, scope: ScopeId, name: &str) -> Place {
        let scope = match self.seen_from(scope, name) {
            Ok(scope) => scope,
            Err(kind) => return Place::TypeParam(kind),
        };
        let here = self.get(scope);
        let is_class = here.kind == ScopeKind::Class;
        let symbol = here.symbol(name);
        if symbol.is_some_and(|symbol| symbol.global) || here.kind == ScopeKind::Module {
            return Place::Global;
        }
        let nonlocal = symbol.is_some_and(|symbol| symbol.nonlocal);
        if symbol.is_some_and(|symbol| symbol.bound) && !nonlocal {
            return if is_class {
                Place::ClassName
            } else {
                Place::Owner(scope)
            };
        }
        match self.look_outside(scope, name) {
            Outer::Owner(owner) if is_class && !nonlocal => Place::ClassOrOuter(owner),
            Outer::Owner(owner) => Place::Owner(owner),
            Outer::TypeParam(kind) => Place::TypeParam(kind),
            Outer::Global | Outer::Nothing if is_class => Place::ClassName,
            Outer::Global | Outer::Nothing => Place::Global,
        }
    }

    fn look_outside(&self, scope: ScopeId, name: &str) -> Outer {
        let mut at = self.get(scope).parent;
        while let Some(id) = at {
            let outer = self.get(id);
            at = outer.parent;
            if outer.kind == ScopeKind::Class {
                if name == "__class__" {
                    return Outer::Owner(id);
                }
                continue;
            }
            let Some(symbol) = outer.symbol(name) else {
                continue;
            };
            if let Some(kind) = symbol.type_param {
                return Outer::TypeParam(kind);
            }
            if !outer.is_function_like() {
                continue;
            }
            if symbol.global {
                return Outer::Global;
            }
            if symbol.bound && !symbol.nonlocal {
                return Outer::Owner(id);
            }
        }
        Outer::Nothing
    }

    /// The innermost function around that owns the name: for `nonlocal`.
    fn binding_outside(&self, scope: ScopeId, name: &str) -> Option<ScopeId> {
        match self.look_outside(scope, name) {
            Outer::Owner(owner) => Some(owner),
            _ => None,
        }
    }

    /// The unit's own scope and the comprehensions in it.
    pub fn members(&self, unit: ScopeId) -> impl Iterator<Item = ScopeId> {
        std::iter::once(unit).chain(self.inlined[unit.0 as usize].iter().copied())
    }

    /// Finds what lives in cells and which units pass them on.
    pub fn resolve(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        self.inlined = vec![Vec::new(); self.list.len()];
        for id in self.ids() {
            let unit = self.unit(id);
            if unit != id && self.get(id).kind != ScopeKind::TypeParams {
                self.inlined[unit.0 as usize].push(id);
            }
            for at in 0..self.get(id).symbols.len() {
                let symbol = &self.get(id).symbols[at];
                let name = symbol.name.clone();
                if symbol.nonlocal && self.binding_outside(id, &name).is_none() {
                    let message = format!("no binding for nonlocal '{name}' found");
                    diagnostics.push(Diagnostic::new(Code::Syntax, symbol.declared, message));
                    continue;
                }
                if symbol.global && symbol.bindings > 0 && id.0 != 0 {
                    let count = symbol.bindings;
                    self.get_mut(ScopeId(0)).symbol_mut(&name).bindings += count;
                }
                if let Place::Owner(owner) | Place::ClassOrOuter(owner) = self.place(id, &name) {
                    self.connect(id, owner, &name);
                }
            }
        }
    }

    /// Makes a cell of the owner's variable where another unit uses it.
    fn connect(&mut self, user: ScopeId, owner: ScopeId, name: &Rc<str>) {
        let home = self.unit(owner);
        let mut unit = self.unit(user);
        if self.get(owner).kind == ScopeKind::Class {
            self.get_mut(owner).needs_class_cell = true;
        } else if unit != home {
            self.get_mut(owner).symbol_mut(name).captured = true;
        }
        while unit != home {
            let scope = self.get_mut(unit);
            let entry = (owner, name.clone());
            if scope.free_index.insert(entry.clone()) {
                scope.free.push(entry);
            }
            unit = match self.get(unit).parent {
                Some(parent) => self.unit(parent),
                None => unreachable!("the owner's unit lies around the user's"),
            };
        }
    }
}

/// `__name` inside a class is `_Class__name`.
pub fn mangle(private: Option<&str>, name: &str) -> Rc<str> {
    let Some(class) = private else {
        return name.into();
    };
    let class = class.trim_start_matches('_');
    if class.is_empty() || !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.into();
    }
    format!("_{class}{name}").into()
}

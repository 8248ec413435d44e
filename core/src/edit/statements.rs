//! Statements without a suite: which block each of them is, and the fields of its expressions.

use crate::edit::layout::span_of;
use crate::edit::names::{Def, number_of};
use crate::edit::read::Reader;
use crate::edit::tree::{Call, Field, How, Kind, Role, Value};
use ruff_python_ast::{Expr, ExprCall, Keyword, Stmt};
use ruff_text_size::Ranged;

/// A kind of block, and its fields.
type Found = (Kind, Vec<Field>);

impl Reader<'_> {
    /// Statements with a block of their own.
    pub fn simple(&self, statement: &Stmt) -> Option<(Kind, Vec<Field>)> {
        let code = || self.layout.slice(span_of(statement.range())).to_owned();
        match statement {
            Stmt::Import(_) | Stmt::ImportFrom(_) => Some((Kind::Import(code()), Vec::new())),
            Stmt::Pass(_) => Some((Kind::Pass, Vec::new())),
            Stmt::Break(_) => Some((Kind::Jump("break"), Vec::new())),
            Stmt::Continue(_) => Some((Kind::Jump("continue"), Vec::new())),
            Stmt::Return(inner) => {
                let fields = inner
                    .value
                    .iter()
                    .map(|value| self.field("", value))
                    .collect();
                Some((Kind::Return, fields))
            }
            Stmt::Raise(inner) => {
                let mut fields = Vec::new();
                if let Some(raised) = &inner.exc {
                    fields.extend(self.exception(raised));
                }
                if let Some(cause) = &inner.cause {
                    fields.push(self.field("from", cause));
                }
                Some((Kind::Raise, fields))
            }
            Stmt::Expr(inner) => {
                if self.called(&inner.value, "asyncio.run").is_some() {
                    return Some((Kind::Run(code()), Vec::new()));
                }
                self.acting(&inner.value)
            }
            Stmt::Assign(inner) => {
                let [target] = &inner.targets[..] else {
                    return None;
                };
                let takes = self.target(target);
                if let Some((kind, mut fields)) = self.acting(&inner.value)
                    && matches!(kind, Kind::Call(_) | Kind::Await)
                {
                    fields.push(takes);
                    return Some((kind, fields));
                }
                let fields = vec![takes, self.field("", &inner.value)];
                Some((Kind::Assign("=".to_owned()), fields))
            }
            Stmt::AugAssign(inner) => {
                let mut target = self.field("", &inner.target);
                // The variable is another one's: it is changed here, not made.
                target.role = Role::Argument;
                let fields = vec![target, self.field("", &inner.value)];
                let sign = format!("{}=", inner.op.as_str());
                Some((Kind::Assign(sign), fields))
            }
            _ => None,
        }
    }

    /// The field of what takes a value; a name of its own can be changed everywhere.
    pub fn target(&self, target: &Expr) -> Field {
        let mut field = self.field("", target);
        if matches!(field.value, Value::Name(_)) {
            field.role = Role::Target;
        } else {
            field.label = "into".to_owned();
        }
        field
    }

    /// A statement that does something by a call.
    fn acting(&self, expression: &Expr) -> Option<(Kind, Vec<Field>)> {
        let (expression, how) = match expression {
            Expr::Await(awaited) => (&*awaited.value, How::Awaited),
            _ => (expression, How::Plain),
        };
        let is_awaited = how == How::Awaited;
        if is_awaited {
            if let Some(call) = self.called(expression, "asyncio.sleep") {
                return Some((Kind::Sleep, self.sleep_fields(call)));
            }
            if let name @ (Expr::Name(_) | Expr::Attribute(_)) = expression {
                return Some((Kind::Await, vec![self.field("", name)]));
            }
        }
        if let Some(call) = self.called(expression, "time.sleep") {
            return Some((Kind::BlockingSleep, self.sleep_fields(call)));
        }
        let Expr::Call(call) = expression else {
            return None;
        };
        if matches!(&*call.func, Expr::Name(name) if name.id == "print") && !is_awaited {
            return Some((Kind::Print, self.arguments(call, None, 0)));
        }
        match &*call.func {
            Expr::Name(_) => Some(self.call(call, how)),
            Expr::Attribute(method) => {
                let is_api = self.names.is_module(&method.value);
                if is_api {
                    return Some(self.call(call, how));
                }
                let (kind, mut fields) = self.call(call, how);
                let Kind::Call(mut named) = kind else {
                    return None;
                };
                named.callee = method.attr.id.to_string();
                named.is_method = true;
                let mut on = self.field("", &method.value);
                on.label = "on".to_owned();
                fields.insert(0, on);
                Some((Kind::Call(named), fields))
            }
            _ => None,
        }
    }

    /// The call, if the expression calls the function with this full name.
    pub fn called<'e>(&self, expression: &'e Expr, full_name: &str) -> Option<&'e ExprCall> {
        let Expr::Call(call) = expression else {
            return None;
        };
        (self.names.dotted(&call.func).as_deref() == Some(full_name)).then_some(call)
    }

    /// The block of a call and the fields of its arguments.
    pub fn call(&self, call: &ExprCall, how: How) -> (Kind, Vec<Field>) {
        let callee = self.layout.slice(span_of(call.func.range())).to_owned();
        if let Some((inner, mut fields)) = self.handed_over(call) {
            let (Kind::Call(found), mut own) = inner else {
                return (Kind::Pass, Vec::new());
            };
            own.append(&mut fields);
            let inner = Some(found.callee.clone());
            return (
                Kind::Call(Call {
                    callee,
                    inner,
                    how,
                    ..found
                }),
                own,
            );
        }
        let def = match &*call.func {
            Expr::Name(name) => self.names.def(&name.id),
            _ => None,
        };
        let known = def.map(|def| (&def.parameters[..], def.sleeps_for));
        let mut fields = self.arguments(call, known, 0);
        self.times(call, &mut fields);
        (self.call_of(callee, def, how, &fields), fields)
    }

    /// What a call takes, as far as the text says it.
    fn call_of(&self, callee: String, def: Option<&Def>, how: How, fields: &[Field]) -> Kind {
        let given = fields
            .iter()
            .find_map(|field| match (field.role, &field.value) {
                (Role::Seconds, Value::Number(seconds)) => Some(*seconds),
                _ => None,
            });
        let own = def
            .filter(|def| def.sleeps_for.is_none())
            .and_then(|def| def.sleeps);
        Kind::Call(Call {
            callee,
            is_method: false,
            inner: None,
            how,
            seconds: given.filter(|_| def.is_some()).or(own),
            is_blocking: def.is_some_and(|def| def.is_blocking),
        })
    }

    /// For `wait_for(f(1), 2.0)` and the like: the block of `f(1)`, and the fields of the rest.
    fn handed_over(&self, call: &ExprCall) -> Option<(Found, Vec<Field>)> {
        let full = self.names.dotted(&call.func)?;
        let name = full.rsplit('.').next()?;
        let takes_function = matches!(name, "to_thread" | "run_in_executor");
        let takes_call = matches!(
            name,
            "wait_for" | "shield" | "create_task" | "ensure_future"
        );
        let at = usize::from(name == "run_in_executor");
        let first = call.arguments.args.get(at)?;
        if takes_function {
            let inner = self.handed_function(call, at)?;
            let pool = call.arguments.args.iter().take(at);
            return Some((inner, pool.map(|pool| self.field("", pool)).collect()));
        }
        let Expr::Call(inner) = first else {
            return None;
        };
        let is_own = matches!(&*inner.func, Expr::Name(name) if self.names.def(&name.id).is_some());
        let is_sleep = self.called(first, "asyncio.sleep").is_some();
        if !takes_call || !(is_own || is_sleep) {
            return None;
        }
        let found = self.call(inner, How::Plain);
        let mut rest = self.arguments(call, None, 1);
        self.times(call, &mut rest);
        Some((found, rest))
    }

    /// For `to_thread(f, 1)`: the block of `f(1)`.
    pub fn handed_function(&self, call: &ExprCall, at: usize) -> Option<(Kind, Vec<Field>)> {
        let function = call.arguments.args.get(at)?;
        let callee = self.names.dotted(function)?;
        let def = match function {
            Expr::Name(name) => self.names.def(&name.id),
            _ => None,
        };
        let known = def.map(|def| (&def.parameters[..], def.sleeps_for));
        let mut fields = self.arguments(call, known, at + 1);
        if callee == "time.sleep"
            && let Some(first) = fields.first_mut()
        {
            first.role = Role::Seconds;
        }
        let callee = self.layout.slice(span_of(function.range())).to_owned();
        let mut kind = self.call_of(callee, def, How::Plain, &fields);
        if let Kind::Call(found) = &mut kind {
            // In a thread of its own it holds nobody up.
            found.is_blocking = false;
        }
        Some((kind, fields))
    }

    /// Marks the arguments that are durations where the function is a known one.
    fn times(&self, call: &ExprCall, fields: &mut [Field]) {
        let full = self.names.dotted(&call.func).unwrap_or_default();
        let skipped = call.arguments.args.len() + call.arguments.keywords.len() - fields.len();
        let place = match full.rsplit('.').next() {
            Some("wait_for") => 1,
            Some("call_later" | "timeout" | "sleep") => 0,
            _ => return,
        };
        let is_given = place < call.arguments.args.len();
        let field = place.checked_sub(skipped).and_then(|at| fields.get_mut(at));
        if let Some(field) = field.filter(|_| is_given) {
            field.role = Role::Seconds;
        }
    }

    /// A field for each argument from `skip` on; `known` are the function's parameters and which of
    /// them is the length of its sleep.
    fn arguments(
        &self,
        call: &ExprCall,
        known: Option<(&[String], Option<usize>)>,
        skip: usize,
    ) -> Vec<Field> {
        let mut fields = Vec::new();
        let sleeps_for = |index: usize| known.is_some_and(|known| known.1 == Some(index));
        for (index, argument) in call.arguments.args.iter().skip(skip).enumerate() {
            let label = known
                .and_then(|known| known.0.get(index))
                .map_or("", String::as_str);
            let mut field = self.field(label, argument);
            if sleeps_for(index) {
                field.role = Role::Seconds;
            }
            fields.push(field);
        }
        for keyword in &call.arguments.keywords {
            let mut field = self.keyword_field(keyword);
            let name = |given: &String| *given == field.label;
            if known
                .and_then(|known| known.0.iter().position(name))
                .is_some_and(sleeps_for)
            {
                field.role = Role::Seconds;
            }
            fields.push(field);
        }
        fields
    }

    fn sleep_fields(&self, call: &ExprCall) -> Vec<Field> {
        let mut fields = self.arguments(call, None, 0);
        if let Some(first) = fields.first_mut() {
            first.role = Role::Seconds;
        }
        fields
    }

    pub fn keyword_field(&self, keyword: &Keyword) -> Field {
        let label = keyword.arg.as_ref().map_or("**", |name| name.id.as_str());
        let mut field = self.field(label, &keyword.value);
        if matches!(label, "timeout" | "delay" | "seconds") {
            field.role = Role::Seconds;
        }
        field
    }

    /// `ValueError("text")`: its class and its arguments.
    fn exception(&self, raised: &Expr) -> Vec<Field> {
        if let Expr::Call(call) = raised
            && matches!(&*call.func, Expr::Name(_) | Expr::Attribute(_))
        {
            let mut fields = vec![self.field("", &call.func)];
            fields[0].role = Role::Exception;
            fields.extend(self.arguments(call, None, 0));
            return fields;
        }
        vec![Field {
            role: Role::Exception,
            ..self.field("", raised)
        }]
    }

    pub fn field(&self, label: &str, expression: &Expr) -> Field {
        let span = span_of(expression.range());
        let code = self.layout.slice(span);
        let value = match expression {
            Expr::Name(name) => Value::Name(name.id.to_string()),
            Expr::StringLiteral(literal) if is_plain_string(code) => {
                Value::Text(literal.value.to_str().to_owned())
            }
            other => match number_of(other) {
                Some(number) => Value::Number(number),
                None => Value::Code(code.to_owned()),
            },
        };
        Field {
            role: Role::Argument,
            label: label.to_owned(),
            span,
            value,
        }
    }
}

/// A literal that [`crate::edit::write::quoted`] can write again: one pair of quotes, no prefix.
fn is_plain_string(code: &str) -> bool {
    let Some(quote @ ('"' | '\'')) = code.chars().next() else {
        return false;
    };
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let mut letters = code[1..].chars();
    let mut open = true;
    while let Some(letter) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else if letter == quote {
            open = false;
            break;
        }
    }
    // An implicit concatenation goes on behind the first closing quote.
    !open && letters.as_str().is_empty() && (code.len() < 3 || !code.starts_with(&triple))
}

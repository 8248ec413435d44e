//! Statements without a suite: which block each of them is, and the fields of its expressions.

use crate::edit::layout::span_of;
use crate::edit::names::number_of;
use crate::edit::read::Reader;
use crate::edit::tree::{Call, Field, How, Kind, Role, Value};
use ruff_python_ast::{Expr, ExprCall, Keyword, Stmt};
use ruff_text_size::Ranged;

impl Reader<'_> {
    /// Statements with a block of their own.
    pub fn simple(&self, statement: &Stmt) -> Option<(Kind, Vec<Field>)> {
        let code = || self.layout.slice(span_of(statement.range())).to_owned();
        match statement {
            Stmt::Import(_) | Stmt::ImportFrom(_) => Some((Kind::Import(code()), Vec::new())),
            Stmt::Pass(_) => Some((Kind::Pass, Vec::new())),
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
                let [target @ Expr::Name(_)] = &inner.targets[..] else {
                    return None;
                };
                let (kind, mut fields) = self.acting(&inner.value)?;
                if !matches!(kind, Kind::Call(_) | Kind::Await) {
                    return None;
                }
                let target = Field {
                    role: Role::Target,
                    ..self.field("", target)
                };
                fields.push(target);
                Some((kind, fields))
            }
            _ => None,
        }
    }

    /// A statement that does something by a call.
    fn acting(&self, expression: &Expr) -> Option<(Kind, Vec<Field>)> {
        if let Expr::Await(awaited) = expression {
            if let Some(call) = self.called(&awaited.value, "asyncio.sleep") {
                return Some((Kind::Sleep, self.sleep_fields(call)));
            }
            if let name @ Expr::Name(_) = &*awaited.value {
                return Some((Kind::Await, vec![self.field("", name)]));
            }
            let call = self.known_call(&awaited.value)?;
            return Some(self.call(call, How::Awaited));
        }
        if let Some(call) = self.called(expression, "time.sleep") {
            return Some((Kind::BlockingSleep, self.sleep_fields(call)));
        }
        if let Some(call) = self.called(expression, "asyncio.create_task") {
            let inner = self.known_call(call.arguments.args.first()?)?;
            let (kind, mut fields) = self.call(inner, How::Task);
            fields.extend(
                call.arguments
                    .keywords
                    .iter()
                    .map(|keyword| self.keyword_field(keyword)),
            );
            return Some((kind, fields));
        }
        if let Expr::Call(call) = expression
            && matches!(&*call.func, Expr::Name(name) if name.id == "print")
        {
            return Some((Kind::Print, self.arguments(call, None)));
        }
        let call = self.known_call(expression)?;
        Some(self.call(call, How::Plain))
    }

    /// The call, if the expression calls the function with this full name.
    pub fn called<'e>(&self, expression: &'e Expr, full_name: &str) -> Option<&'e ExprCall> {
        let Expr::Call(call) = expression else {
            return None;
        };
        (self.names.dotted(&call.func).as_deref() == Some(full_name)).then_some(call)
    }

    /// A call of a function of this text.
    fn known_call<'e>(&self, expression: &'e Expr) -> Option<&'e ExprCall> {
        let Expr::Call(call) = expression else {
            return None;
        };
        let Expr::Name(name) = &*call.func else {
            return None;
        };
        self.names.def(&name.id).map(|_| call)
    }

    /// The block of a call and the fields of its arguments.
    pub fn call(&self, call: &ExprCall, how: How) -> (Kind, Vec<Field>) {
        let callee = self.layout.slice(span_of(call.func.range())).to_owned();
        let def = match &*call.func {
            Expr::Name(name) => self.names.def(&name.id),
            _ => None,
        };
        let fields = self.arguments(call, def.map(|def| (&def.parameters[..], def.sleeps_for)));
        let given = fields
            .iter()
            .find_map(|field| match (field.role, &field.value) {
                (Role::Seconds, Value::Number(seconds)) => Some(*seconds),
                _ => None,
            });
        let own = def
            .filter(|def| def.sleeps_for.is_none())
            .and_then(|def| def.sleeps);
        let is_blocking = def.is_some_and(|def| def.is_blocking);
        (
            Kind::Call(Call {
                callee,
                how,
                seconds: given.or(own),
                is_blocking,
            }),
            fields,
        )
    }

    /// A field for each argument; `known` are the function's parameters and which of them is the
    /// length of its sleep.
    fn arguments(&self, call: &ExprCall, known: Option<(&[String], Option<usize>)>) -> Vec<Field> {
        let mut fields = Vec::new();
        let sleeps_for = |index: usize| known.is_some_and(|known| known.1 == Some(index));
        for (index, argument) in call.arguments.args.iter().enumerate() {
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
        let mut fields = self.arguments(call, None);
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
            fields.extend(self.arguments(call, None));
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

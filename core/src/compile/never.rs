//! Tests that are false here, whatever the program does: another system, an older Python, a type
//! checker. What stands behind them is never run, so nothing in it has to be refused.

use ruff_python_ast::{BoolOp, CmpOp, Expr};

/// What the tests compare with.
const NAMES: [(&str, &str, &str); 2] = [("sys", "platform", "linux"), ("os", "name", "posix")];

/// The newest Python whose absence a program may test for.
const MINOR: i64 = 14;

/// `if sys.platform == "win32":` and its kin.
pub fn is_never_true(test: &Expr) -> bool {
    match test {
        Expr::BoolOp(test) => match test.op {
            BoolOp::And => test.values.iter().any(is_never_true),
            BoolOp::Or => test.values.iter().all(is_never_true),
        },
        Expr::Name(name) => name.id.as_str() == "TYPE_CHECKING",
        Expr::Attribute(test) => test.attr.as_str() == "TYPE_CHECKING",
        Expr::Call(call) => {
            let Expr::Attribute(method) = &*call.func else {
                return false;
            };
            let [Expr::StringLiteral(prefix)] = &*call.arguments.args else {
                return false;
            };
            method.attr.as_str() == "startswith"
                && value_of(&method.value)
                    .is_some_and(|value| !value.starts_with(prefix.value.to_str()))
        }
        Expr::Compare(test) => {
            let ([op], [right]) = (&*test.ops, &*test.comparators) else {
                return false;
            };
            match (op, right) {
                (CmpOp::Eq, Expr::StringLiteral(right)) => {
                    value_of(&test.left).is_some_and(|value| value != right.value.to_str())
                }
                (CmpOp::Lt, Expr::Tuple(right)) if is_member(&test.left, "sys", "version_info") => {
                    let number = |at: usize| {
                        let literal = right.elts.get(at)?.as_number_literal_expr()?;
                        literal.value.as_int()?.as_i64()
                    };
                    number(0) == Some(3) && number(1).is_some_and(|minor| minor <= MINOR)
                }
                _ => false,
            }
        }
        _ => false,
    }
}

fn value_of(expr: &Expr) -> Option<&'static str> {
    if let Expr::Call(call) = expr {
        return is_member(&call.func, "platform", "system").then_some("Linux");
    }
    let known = NAMES
        .iter()
        .find(|(module, name, _)| is_member(expr, module, name));
    known.map(|(_, _, value)| *value)
}

fn is_member(expr: &Expr, module: &str, member: &str) -> bool {
    let Expr::Attribute(attribute) = expr else {
        return false;
    };
    attribute.attr.as_str() == member
        && matches!(&*attribute.value, Expr::Name(name) if name.id.as_str() == module)
}

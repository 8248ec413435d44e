//! Tests of which it is known how they end here, whatever the program does: for another system, an
//! older Python, a type checker. What they keep from being run does not have to be refused.

use ruff_python_ast::{BoolOp, CmpOp, Expr, UnaryOp};

/// What the tests compare with.
const NAMES: [(&str, &str, &str); 2] = [("sys", "platform", "linux"), ("os", "name", "posix")];

/// The newest Python whose absence a program may test for.
const MINOR: i64 = 14;

/// What `sys.platform == "win32"` and its kin give here; `None` for other tests.
pub fn known_truth(test: &Expr) -> Option<bool> {
    match test {
        Expr::BoolOp(test) => {
            let decisive = test.op == BoolOp::Or;
            let mut known = test.values.iter().map(known_truth);
            if known.clone().any(|truth| truth == Some(decisive)) {
                return Some(decisive);
            }
            known.all(|truth| truth.is_some()).then_some(!decisive)
        }
        Expr::UnaryOp(test) if test.op == UnaryOp::Not => Some(!known_truth(&test.operand)?),
        Expr::Name(name) => (name.id.as_str() == "TYPE_CHECKING").then_some(false),
        Expr::Attribute(test) => (test.attr.as_str() == "TYPE_CHECKING").then_some(false),
        Expr::Call(call) => {
            let Expr::Attribute(method) = &*call.func else {
                return None;
            };
            let [Expr::StringLiteral(prefix)] = &*call.arguments.args else {
                return None;
            };
            if method.attr.as_str() != "startswith" {
                return None;
            }
            value_of(&method.value).map(|value| value.starts_with(prefix.value.to_str()))
        }
        Expr::Compare(test) => {
            let ([op], [right]) = (&*test.ops, &*test.comparators) else {
                return None;
            };
            match right {
                Expr::StringLiteral(right) => {
                    let is_equal = value_of(&test.left)? == right.value.to_str();
                    match op {
                        CmpOp::Eq => Some(is_equal),
                        CmpOp::NotEq => Some(!is_equal),
                        _ => None,
                    }
                }
                Expr::Tuple(right) if is_member(&test.left, "sys", "version_info") => {
                    let number = |at: usize| right.elts.get(at).map(number);
                    if number(0)? != Some(3) || number(1).is_some_and(|minor| minor > Some(MINOR)) {
                        return None;
                    }
                    match op {
                        CmpOp::Lt | CmpOp::LtE => Some(false),
                        CmpOp::Gt | CmpOp::GtE => Some(true),
                        _ => None,
                    }
                }
                Expr::NumberLiteral(_) if is_major_version(&test.left) => {
                    let right = number(right)?;
                    match op {
                        CmpOp::Eq => Some(right == 3),
                        CmpOp::NotEq => Some(right != 3),
                        CmpOp::Lt => Some(3 < right),
                        CmpOp::Gt => Some(3 > right),
                        CmpOp::GtE => Some(3 >= right),
                        CmpOp::LtE => Some(3 <= right),
                        _ => None,
                    }
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn number(expr: &Expr) -> Option<i64> {
    expr.as_number_literal_expr()?.value.as_int()?.as_i64()
}

/// `sys.version_info[0]` and `sys.version_info.major`.
fn is_major_version(expr: &Expr) -> bool {
    let whole = match expr {
        Expr::Subscript(part) if number(&part.slice) == Some(0) => &part.value,
        Expr::Attribute(part) if part.attr.as_str() == "major" => &part.value,
        _ => return false,
    };
    is_member(whole, "sys", "version_info")
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

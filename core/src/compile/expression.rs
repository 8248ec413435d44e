//! Expressions: each leaves one value on the stack.

use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, FStringPart, Operator, UnaryOp};
use ruff_python_ast::{ConversionFlag, InterpolatedElement, InterpolatedStringElement};
use ruff_text_size::Ranged;

use super::Compiler;
use super::comprehension::Element;
use super::literal::{self, NumberError};
use super::unit::{Label, index};
use super::visitor::span_of;
use crate::code::{AwaitKind, BinaryKind, CompareKind, Const, Conversion, Op, UnaryKind};
use crate::source::Span;

/// Displays and calls of more parts are put together step by step, to keep the stack low.
pub const MAX_ON_STACK: usize = 30;

pub fn binary_kind(op: Operator) -> BinaryKind {
    match op {
        Operator::Add => BinaryKind::Add,
        Operator::Sub => BinaryKind::Subtract,
        Operator::Mult => BinaryKind::Multiply,
        Operator::MatMult => BinaryKind::MatrixMultiply,
        Operator::Div => BinaryKind::TrueDivide,
        Operator::Mod => BinaryKind::Remainder,
        Operator::Pow => BinaryKind::Power,
        Operator::LShift => BinaryKind::LeftShift,
        Operator::RShift => BinaryKind::RightShift,
        Operator::BitOr => BinaryKind::Or,
        Operator::BitXor => BinaryKind::Xor,
        Operator::BitAnd => BinaryKind::And,
        Operator::FloorDiv => BinaryKind::FloorDivide,
    }
}

fn compare_op(op: CmpOp) -> Op {
    Op::CompareOp(match op {
        CmpOp::Eq => CompareKind::Equal,
        CmpOp::NotEq => CompareKind::NotEqual,
        CmpOp::Lt => CompareKind::Less,
        CmpOp::LtE => CompareKind::LessEqual,
        CmpOp::Gt => CompareKind::Greater,
        CmpOp::GtE => CompareKind::GreaterEqual,
        CmpOp::Is | CmpOp::IsNot => return Op::IsOp(op == CmpOp::IsNot),
        CmpOp::In | CmpOp::NotIn => return Op::ContainsOp(op == CmpOp::NotIn),
    })
}

impl<'a> Compiler<'a> {
    pub(super) fn expression(&mut self, expr: &'a Expr) {
        let span = span_of(expr.range());
        match expr {
            Expr::BoolOp(expr) => self.bool_op(expr, span),
            Expr::Named(expr) => self.named(expr, span),
            Expr::BinOp(expr) => self.binary(expr),
            Expr::UnaryOp(expr) => self.unary(expr, span),
            Expr::Lambda(expr) => self.lambda(expr),
            Expr::If(expr) => self.conditional(expr, span),
            Expr::Dict(expr) => self.dict(&expr.items, span),
            Expr::Set(expr) => self.set(&expr.elts, span),
            Expr::ListComp(expr) => self.inlined(span, &expr.generators, Element::List(&expr.elt)),
            Expr::SetComp(expr) => self.inlined(span, &expr.generators, Element::Set(&expr.elt)),
            Expr::DictComp(expr) => {
                let element = Element::Dict(expr.key.as_deref(), &expr.value);
                self.inlined(span, &expr.generators, element);
            }
            Expr::Generator(expr) => self.generator_expression(expr, span),
            Expr::Await(expr) => {
                self.expression(&expr.value);
                self.unit
                    .emit(Op::GetAwaitable(AwaitKind::Expression), span);
                self.wait(span);
            }
            Expr::Yield(expr) => {
                match &expr.value {
                    Some(value) => self.expression(value),
                    None => self.unit.load_const(Const::None, span),
                }
                self.unit.emit(Op::YieldValue, span);
            }
            Expr::YieldFrom(expr) => {
                self.expression(&expr.value);
                self.unit.emit(Op::GetYieldFromIter, span);
                self.wait(span);
            }
            Expr::Compare(expr) => self.compare(expr, span),
            Expr::Call(expr) => self.call(expr, span),
            Expr::FString(expr) => self.f_string(expr, span),
            Expr::TString(_) => self.refuse_template(span),
            Expr::StringLiteral(expr) => {
                self.unit
                    .load_const(Const::Str(expr.value.to_str().into()), span);
            }
            Expr::BytesLiteral(expr) => {
                let bytes: Vec<u8> = expr.value.bytes().collect();
                self.unit.load_const(Const::Bytes(bytes.into()), span);
            }
            Expr::NumberLiteral(expr) => self.number(&expr.value, false, span),
            Expr::BooleanLiteral(expr) => {
                let constant = if expr.value {
                    Const::True
                } else {
                    Const::False
                };
                self.unit.load_const(constant, span);
            }
            Expr::NoneLiteral(_) => self.unit.load_const(Const::None, span),
            Expr::EllipsisLiteral(_) => self.unit.load_const(Const::Ellipsis, span),
            Expr::Attribute(expr) => self.attribute(expr),
            Expr::Subscript(expr) => {
                self.expression(&expr.value);
                self.expression(&expr.slice);
                self.unit.emit(Op::BinarySubscr, span);
            }
            Expr::Starred(_) => self.error(span, "can't use starred expression here"),
            Expr::Name(expr) => self.load_name(expr),
            Expr::List(expr) => self.list_of(&expr.elts, span),
            Expr::Tuple(expr) => self.tuple(&expr.elts, span),
            Expr::Slice(expr) => self.slice(expr, span),
            Expr::IpyEscapeCommand(_) => self.error(span, "invalid syntax"),
        }
    }

    // ---- literals ----------------------------------------------------------------------------

    fn number(&mut self, number: &ast::Number, negative: bool, span: Span) {
        match literal::number(number, negative) {
            Ok(constant) => self.unit.load_const(constant, span),
            Err(NumberError::Complex) => self.refuse_complex(span),
            Err(NumberError::TooLong(digits)) => {
                let message = format!(
                    "Exceeds the limit (4300 digits) for integer string conversion: value has \
                     {digits} digits; use sys.set_int_max_str_digits() to increase the limit - \
                     Consider hexadecimal for huge integer literals to avoid decimal conversion \
                     limits."
                );
                self.error(span, message);
            }
        }
    }

    // ---- operators ---------------------------------------------------------------------------

    /// `a + b + c` is walked from its leftmost operand, so that its length costs no recursion.
    fn binary(&mut self, expr: &'a ast::ExprBinOp) {
        let mut chain = vec![expr];
        let mut left = &*expr.left;
        while let Expr::BinOp(inner) = left {
            chain.push(inner);
            left = &inner.left;
        }
        self.expression(left);
        for expr in chain.into_iter().rev() {
            self.expression(&expr.right);
            self.unit
                .emit(Op::BinaryOp(binary_kind(expr.op)), span_of(expr.range()));
        }
    }

    fn unary(&mut self, expr: &'a ast::ExprUnaryOp, span: Span) {
        if let (UnaryOp::USub, Expr::NumberLiteral(literal)) = (expr.op, &*expr.operand) {
            self.number(&literal.value, true, span);
            return;
        }
        match (expr.op, &*expr.operand) {
            // The two operations become one, which stands at the whole of it.
            (UnaryOp::Not, Expr::Compare(compare)) if compare.ops.len() == 1 => {
                let end = self.unit.label();
                self.chained(compare, span, Op::JumpIfFalseOrPop, end);
            }
            (_, operand) => self.expression(operand),
        }
        let kind = match expr.op {
            UnaryOp::Invert => UnaryKind::Invert,
            UnaryOp::Not => UnaryKind::Not,
            UnaryOp::UAdd => UnaryKind::Positive,
            UnaryOp::USub => UnaryKind::Negative,
        };
        self.unit.emit(Op::UnaryOp(kind), span);
    }

    fn bool_op(&mut self, expr: &'a ast::ExprBoolOp, span: Span) {
        let Some((last, init)) = expr.values.split_last() else {
            return;
        };
        let op = match expr.op {
            BoolOp::And => Op::JumpIfFalseOrPop,
            BoolOp::Or => Op::JumpIfTrueOrPop,
        };
        let end = self.unit.label();
        for value in init {
            self.expression(value);
            self.unit.jump(op, end, span);
        }
        self.expression(last);
        self.unit.place(end);
    }

    fn named(&mut self, expr: &'a ast::ExprNamed, span: Span) {
        self.expression(&expr.value);
        self.unit.emit(Op::Copy(1), span);
        self.store(&expr.target);
    }

    fn conditional(&mut self, expr: &'a ast::ExprIf, span: Span) {
        let (otherwise, end) = (self.unit.label(), self.unit.label());
        self.jump_if(&expr.test, otherwise, false);
        let depth = self.unit.depth();
        self.expression(&expr.body);
        self.unit.jump(Op::Jump, end, span);
        self.unit.set_depth(depth);
        self.unit.place(otherwise);
        self.expression(&expr.orelse);
        self.unit.place(end);
    }

    fn compare(&mut self, expr: &'a ast::ExprCompare, span: Span) {
        let cleanup = self.unit.label();
        self.chained(expr, span, Op::JumpIfFalseOrPop, cleanup);
        if expr.ops.len() > 1 {
            let end = self.unit.label();
            self.unit.jump(Op::Jump, end, span);
            self.unit.place(cleanup);
            self.unit.emit(Op::Swap(2), span);
            self.unit.emit(Op::PopTop, span);
            self.unit.place(end);
        }
    }

    /// Comparisons in a row, with the result of the last one on the stack; an earlier one that is
    /// false goes to `cleanup` by `jump`, with the operand of the next still on the stack.
    pub(super) fn chained(
        &mut self,
        expr: &'a ast::ExprCompare,
        span: Span,
        jump: fn(u32) -> Op,
        cleanup: Label,
    ) {
        let last = expr.ops.len().saturating_sub(1);
        self.expression(&expr.left);
        for (at, (op, right)) in expr.ops.iter().zip(&expr.comparators).enumerate() {
            self.expression(right);
            if at < last {
                self.unit.emit(Op::Swap(2), span);
                self.unit.emit(Op::Copy(2), span);
            }
            self.unit.emit(compare_op(*op), span);
            if at < last {
                self.unit.jump(jump, cleanup, span);
            }
        }
    }

    // ---- attributes, slices, names -----------------------------------------------------------

    pub(super) fn attribute_name(&mut self, expr: &ast::ExprAttribute) -> u32 {
        let name = self.mangled(&expr.attr);
        self.unit.name(&name)
    }

    /// The whole expression; only the attribute's name where it stands on a later line than the
    /// expression begins.
    pub(super) fn attribute_span(&self, expr: &ast::ExprAttribute) -> Span {
        let span = span_of(expr.range());
        if self.begins_earlier(expr) {
            span_of(expr.attr.range())
        } else {
            span
        }
    }

    /// The expression begins on an earlier line than its attribute ends on.
    pub(super) fn begins_earlier(&self, expr: &ast::ExprAttribute) -> bool {
        let (start, end) = (expr.range().start().into(), expr.attr.range().end().into());
        self.source.slice(Span::new(start, end)).contains('\n')
    }

    fn attribute(&mut self, expr: &'a ast::ExprAttribute) {
        self.check_attribute(expr);
        self.expression(&expr.value);
        let name = self.attribute_name(expr);
        let span = self.attribute_span(expr);
        self.unit.emit(Op::LoadAttr(name), span);
    }

    fn slice(&mut self, expr: &'a ast::ExprSlice, span: Span) {
        for part in [&expr.lower, &expr.upper] {
            match part {
                Some(part) => self.expression(part),
                None => self.unit.load_const(Const::None, span),
            }
        }
        match &expr.step {
            Some(step) => {
                self.expression(step);
                self.unit.emit(Op::BuildSlice(3), span);
            }
            None => self.unit.emit(Op::BuildSlice(2), span),
        }
    }

    // ---- displays ----------------------------------------------------------------------------

    pub(super) fn tuple_of(&mut self, elements: &[&'a Expr], span: Span) {
        if elements.len() > MAX_ON_STACK {
            self.unit.emit(Op::BuildList(0), span);
            for element in elements {
                self.expression(element);
                self.unit.emit(Op::ListAppend(1), span);
            }
            self.unit.emit(Op::ListToTuple, span);
            return;
        }
        for element in elements {
            self.expression(element);
        }
        self.unit.emit(Op::BuildTuple(index(elements.len())), span);
    }

    pub(super) fn tuple(&mut self, elements: &'a [Expr], span: Span) {
        if elements
            .iter()
            .any(|element| matches!(element, Expr::Starred(_)))
        {
            self.list_of(elements, span);
            self.unit.emit(Op::ListToTuple, span);
        } else {
            self.tuple_of(&elements.iter().collect::<Vec<_>>(), span);
        }
    }

    /// How many elements can be built at once: those before a star, where they are not too many.
    fn at_once(elements: &[Expr]) -> usize {
        let star = elements
            .iter()
            .position(|element| matches!(element, Expr::Starred(_)));
        let plain = star.unwrap_or(elements.len());
        if plain > MAX_ON_STACK { 0 } else { plain }
    }

    pub(super) fn list_of(&mut self, elements: &'a [Expr], span: Span) {
        self.collect(
            elements,
            span,
            [Op::BuildList, Op::ListAppend, Op::ListExtend],
        );
    }

    fn set(&mut self, elements: &'a [Expr], span: Span) {
        self.collect(elements, span, [Op::BuildSet, Op::SetAdd, Op::SetUpdate]);
    }

    fn collect(&mut self, elements: &'a [Expr], span: Span, ops: [fn(u32) -> Op; 3]) {
        let [build, add, extend] = ops;
        let (first, rest) = elements.split_at(Self::at_once(elements));
        for element in first {
            self.expression(element);
        }
        self.unit.emit(build(index(first.len())), span);
        for element in rest {
            if let Expr::Starred(starred) = element {
                self.expression(&starred.value);
                self.unit.emit(extend(1), span);
            } else {
                self.expression(element);
                self.unit.emit(add(1), span);
            }
        }
    }

    fn dict(&mut self, items: &'a [ast::DictItem], span: Span) {
        let plain = items.iter().take_while(|item| item.key.is_some()).count();
        let (first, rest) = items.split_at(if plain > MAX_ON_STACK / 2 { 0 } else { plain });
        for item in first {
            if let Some(key) = &item.key {
                self.expression(key);
            }
            self.expression(&item.value);
        }
        self.unit.emit(Op::BuildMap(index(first.len())), span);
        for item in rest {
            match &item.key {
                Some(key) => {
                    self.expression(key);
                    self.expression(&item.value);
                    self.unit.emit(Op::MapAdd(1), span);
                }
                None => {
                    self.expression(&item.value);
                    self.unit.emit(Op::DictUpdate(1), span);
                }
            }
        }
    }

    // ---- f-strings ---------------------------------------------------------------------------

    fn f_string(&mut self, expr: &'a ast::ExprFString, span: Span) {
        let mut text = String::new();
        let mut count = 0;
        for part in &expr.value {
            match part {
                FStringPart::Literal(literal) => text.push_str(&literal.value),
                FStringPart::FString(f_string) => {
                    for element in &f_string.elements {
                        self.f_string_element(element, &mut text, &mut count, span);
                    }
                }
            }
        }
        self.end_of_f_string(&text, count, span);
    }

    /// `text` collects what is known until a value comes; `count` is what lies on the stack.
    fn f_string_element(
        &mut self,
        element: &'a InterpolatedStringElement,
        text: &mut String,
        count: &mut usize,
        whole: Span,
    ) {
        match element {
            InterpolatedStringElement::Literal(literal) => text.push_str(&literal.value),
            InterpolatedStringElement::Interpolation(element) => {
                if let Some(debug) = &element.debug_text {
                    text.push_str(debug.leading());
                    text.push_str(debug.expression());
                    text.push_str(debug.trailing());
                }
                if !text.is_empty() {
                    self.unit
                        .load_const(Const::Str(text.as_str().into()), whole);
                    text.clear();
                    *count += 1;
                }
                self.formatted(element);
                *count += 1;
                if *count > MAX_ON_STACK {
                    self.unit.emit(Op::BuildString(index(*count)), whole);
                    *count = 1;
                }
            }
        }
    }

    fn end_of_f_string(&mut self, text: &str, mut count: usize, span: Span) {
        if !text.is_empty() || count == 0 {
            self.unit.load_const(Const::Str(text.into()), span);
            count += 1;
        }
        if count > 1 {
            self.unit.emit(Op::BuildString(index(count)), span);
        }
    }

    fn formatted(&mut self, element: &'a InterpolatedElement) {
        let span = span_of(element.range());
        self.expression(&element.expression);
        let plain_debug = element.debug_text.is_some() && element.format_spec.is_none();
        let conversion = match element.conversion {
            ConversionFlag::None if plain_debug => Some(Conversion::Repr),
            ConversionFlag::None => None,
            ConversionFlag::Str => Some(Conversion::Str),
            ConversionFlag::Ascii => Some(Conversion::Ascii),
            ConversionFlag::Repr => Some(Conversion::Repr),
        };
        if let Some(conversion) = conversion {
            self.unit.emit(Op::ConvertValue(conversion), span);
        }
        let Some(spec) = &element.format_spec else {
            self.unit.emit(Op::FormatSimple, span);
            return;
        };
        let whole = span_of(spec.range());
        let (mut text, mut count) = (String::new(), 0);
        for element in &spec.elements {
            self.f_string_element(element, &mut text, &mut count, whole);
        }
        self.end_of_f_string(&text, count, whole);
        self.unit.emit(Op::FormatWithSpec, span);
    }
}

//! Gestures that change what a block says: a field, a name, its whole code.

use crate::diagnostic::Diagnostic;
use crate::edit::gesture::{Draft, refusal};
use crate::edit::layout::Layout;
use crate::edit::length;
use crate::edit::read::Document;
use crate::edit::syntax::{check_expression, parse};
use crate::edit::tree::{Block, Field, Parent, Role, Value};
use crate::edit::write::{is_identifier, number_text, quote_of, quoted};
use crate::source::{Source, Span};

impl Document {
    pub fn set_field(
        &self,
        block: &Block,
        field: usize,
        value: &Value,
        draft: &mut Draft,
    ) -> Result<(), Diagnostic> {
        let field = block
            .fields
            .get(field)
            .ok_or_else(|| refusal(block.span, "this field is no longer there"))?;
        draft.stay = field.span.start;
        if field.value == *value {
            return Ok(());
        }
        if matches!(field.role, Role::FunctionName | Role::Target) {
            return self.rename(field, value, draft);
        }
        if field.role == Role::Parameters
            && let Some((old, new)) = renamed(self.layout.slice(field.span), value)
        {
            let start = field.span.start + offset_of(self.layout.slice(field.span), old);
            let place = Span::new(start, start + length(old));
            self.rename_all(old, new, place, draft)?;
            let function = block.fields.iter().find_map(|field| match &field.value {
                Value::Name(name) if field.role == Role::FunctionName => Some(name),
                _ => None,
            });
            for (callee, word, place) in &self.names.keywords {
                if Some(callee) == function && word == old {
                    draft.replace(*place, new);
                }
            }
            return Ok(());
        }
        let text = self.field_text(field, value)?;
        if text != self.layout.slice(field.span) {
            let edit = draft.replace(field.span, text);
            draft.focus(edit, 0);
        }
        Ok(())
    }

    fn field_text(&self, field: &Field, value: &Value) -> Result<String, Diagnostic> {
        let old = self.layout.slice(field.span);
        Ok(match value {
            Value::Number(number) => match field.value {
                Value::Number(_) => number_text(*number, old),
                _ => number_text(*number, "."),
            },
            Value::Text(text) => quoted(text, quote_of(old)),
            Value::Name(code) | Value::Code(code) => {
                let code = code.trim();
                let is_free = matches!(field.role, Role::Parameters | Role::Header);
                if code.contains(['\n', '\r']) && code != old {
                    return Err(refusal(field.span, "a field is one line"));
                }
                if !is_free {
                    let wrong = |error: Diagnostic| refusal(field.span, error.message);
                    check_expression(code).map_err(wrong)?;
                }
                code.to_owned()
            }
        })
    }

    /// Writes the new name wherever the old one means the same variable.
    fn rename(&self, field: &Field, value: &Value, draft: &mut Draft) -> Result<(), Diagnostic> {
        let (Value::Name(new) | Value::Code(new) | Value::Text(new)) = value else {
            return Err(refusal(field.span, "a name is a word"));
        };
        let new = new.trim();
        match &field.value {
            Value::Name(old) if new != old => self.rename_all(old, new, field.span, draft),
            _ => Ok(()),
        }
    }

    fn rename_all(
        &self,
        old: &str,
        new: &str,
        at: Span,
        draft: &mut Draft,
    ) -> Result<(), Diagnostic> {
        if !is_identifier(new) {
            let message = format!("`{new}` is not a name in Python");
            return Err(
                refusal(at, message).with_help("Use letters, digits and _, with a letter first.")
            );
        }
        if self.names.is_taken(new) {
            let message = format!("`{new}` is already the name of something else");
            return Err(refusal(at, message));
        }
        for place in self.names.places_of(old, at) {
            let edit = draft.replace(place, new);
            if place == at {
                draft.focus(edit, 0);
            }
        }
        Ok(())
    }

    pub fn set_code(&self, block: &Block, text: &str, draft: &mut Draft) -> Result<(), Diagnostic> {
        draft.stay = block.span.start;
        if text.trim().is_empty() {
            return self.delete(block, draft);
        }
        let Parent::Suite(suite) = block.parent else {
            let code = text.trim();
            check_expression(code).map_err(|error| refusal(block.span, error.message))?;
            let edit = draft.replace(block.span, code);
            draft.focus(edit, 0);
            return Ok(());
        };
        let indent = self.blocks.suite(suite).map_or("", |suite| &suite.indent);
        let text = text.trim_end().replace("\r\n", "\n");
        // Lines inside of strings keep their white space, so the new code is read before it is
        // indented.
        let source = Source::new("", text.as_str());
        let parsed = parse(&source).map_err(|error| refusal(block.span, error.message))?;
        let layout = Layout::new(source, parsed.tokens());
        let code = layout.reindent(Span::new(0, length(&text)), "", indent);
        let code = code.replace('\n', self.layout.newline);
        if code != self.layout.slice(block.extent) {
            let edit = draft.replace(block.extent, code);
            draft.focus(edit, length(indent));
        }
        Ok(())
    }
}

/// The one parameter whose name is another one now, where nothing else is; old and new.
fn renamed<'a>(old: &'a str, value: &'a Value) -> Option<(&'a str, &'a str)> {
    let (Value::Name(new) | Value::Code(new)) = value else {
        return None;
    };
    let (before, after): (Vec<_>, Vec<_>) = (old.split(',').collect(), new.split(',').collect());
    let mut pairs = before
        .iter()
        .zip(&after)
        .filter(|(a, b)| a.trim() != b.trim());
    let (Some((one, other)), None) = (pairs.next(), pairs.next()) else {
        return None;
    };
    let (one, other) = (word_of(one), word_of(other));
    let same_rest =
        |(piece, word): (&str, &str)| piece.trim().strip_prefix(word).map(str::to_owned);
    let rests = before
        .iter()
        .zip(&after)
        .find(|(a, b)| a.trim() != b.trim());
    let (piece, new_piece) = rests?;
    let is_name = before.len() == after.len() && is_identifier(one) && is_identifier(other);
    (is_name && same_rest((piece, one)) == same_rest((new_piece, other))).then_some((one, other))
}

/// The word that a parameter begins with.
fn word_of(piece: &str) -> &str {
    let piece = piece.trim_start();
    let is_letter = |letter: char| letter == '_' || letter.is_alphanumeric();
    let end = piece
        .find(|letter| !is_letter(letter))
        .unwrap_or(piece.len());
    &piece[..end]
}

/// Where a parameter of this name stands in the text of all parameters.
fn offset_of(parameters: &str, name: &str) -> u32 {
    let mut at = 0;
    for piece in parameters.split(',') {
        if word_of(piece) == name {
            let blanks = piece.len() - piece.trim_start().len();
            return u32::try_from(at + blanks).unwrap_or(0);
        }
        at += piece.len() + 1;
    }
    0
}

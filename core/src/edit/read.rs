//! Text → block tree. Comes in: the parsed text. Goes out: [`Blocks`], with a block for every
//! statement. What has no special block is a code block, so that nothing of the text is lost.

use crate::diagnostic::Diagnostic;
use crate::edit::groups;
use crate::edit::layout::{Layout, span_of};
use crate::edit::names::Names;
use crate::edit::syntax::parse;
use crate::edit::tree::{
    Block, BlockId, Blocks, Context, Field, Function, Kind, MODULE, Parent, Role, Suite, SuiteId,
    Value,
};
use crate::source::{Source, Span};
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_ast::{ModModule, Stmt, StmtFunctionDef};
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextSize};

/// A text and all that gestures want to know of it.
pub(crate) struct Document {
    pub layout: Layout,
    pub names: Names,
    pub blocks: Blocks,
    parsed: Parsed<ModModule>,
}

impl Document {
    /// Reads a text.
    ///
    /// # Errors
    /// The diagnostic of the parser, when the text is not Python.
    pub fn read(text: &str) -> Result<Self, Diagnostic> {
        let source = Source::new("", text);
        let parsed = parse(&source)?;
        let layout = Layout::new(source, parsed.tokens());
        let names = Names::new(parsed.syntax());
        let mut reader = Reader {
            layout: &layout,
            names: &names,
            tokens: parsed.tokens(),
            blocks: Blocks::default(),
        };
        reader.module(&parsed.syntax().body);
        let blocks = reader.blocks;
        let mut document = Self {
            layout,
            names,
            blocks,
            parsed,
        };
        document.judge_groups();
        Ok(document)
    }

    pub fn text(&self) -> &str {
        self.layout.text()
    }

    /// The tokens that begin in a span.
    pub fn tokens(&self, span: Span) -> &[Token] {
        tokens_in(self.parsed.tokens(), span)
    }
}

pub(crate) fn tokens_in(tokens: &[Token], span: Span) -> &[Token] {
    let (start, end) = (TextSize::new(span.start), TextSize::new(span.end));
    let first = tokens.partition_point(|token| token.start() < start);
    let behind = tokens.partition_point(|token| token.start() < end);
    tokens.get(first..behind.max(first)).unwrap_or(&[])
}

pub(crate) struct Reader<'a> {
    pub layout: &'a Layout,
    pub names: &'a Names,
    pub tokens: &'a [Token],
    pub blocks: Blocks,
}

/// A body of a compound statement, before its blocks are read.
struct Clause<'a> {
    /// Where its keyword begins.
    start: u32,
    body: &'a [Stmt],
}

impl Reader<'_> {
    fn module(&mut self, body: &[Stmt]) {
        self.blocks.suites.push(Suite {
            id: MODULE,
            owner: None,
            keyword: String::new(),
            headers: Vec::new(),
            blocks: Vec::new(),
            indent: String::new(),
            line: 1,
            context: Context::default(),
        });
        self.suite(MODULE, body);
    }

    /// Reads the statements of a suite, one block after another.
    fn suite(&mut self, suite: SuiteId, body: &[Stmt]) {
        let mut at = 0;
        while at < body.len() {
            let rest = &body[at..];
            let shared = self.sharing(rest);
            at += if shared > 1 || !self.layout.owns_lines(span_of(rest[0].range())) {
                let span = span_of(rest[0].range()).cover(span_of(rest[shared - 1].range()));
                self.code(suite, span);
                shared
            } else if let Some(taken) = groups::read(self, suite, rest) {
                taken
            } else {
                self.statement(suite, &rest[0]);
                1
            };
        }
    }

    /// How many statements from the first on stand on shared lines: `a; b; c` are 3.
    fn sharing(&self, body: &[Stmt]) -> usize {
        let line = |offset: TextSize| self.layout.line_of(offset.to_u32());
        let next_line = |pair: &[Stmt]| line(pair[0].end()) != line(pair[1].start());
        body.windows(2)
            .position(next_line)
            .map_or(body.len(), |at| at + 1)
    }

    /// Adds a block to the end of its parent; its suites and calls are to be added after it.
    pub fn push(&mut self, parent: Parent, kind: Kind, span: Span, extent: Span) -> BlockId {
        let id = BlockId(u32::try_from(self.blocks.blocks.len()).unwrap_or(u32::MAX));
        let index = self.blocks.siblings(parent).len();
        let line = self.layout.line_of(span.start);
        let (fields, suites) = (Vec::new(), Vec::new());
        let block = Block {
            id,
            kind,
            parent,
            index,
            span,
            extent,
            line,
            fields,
            suites,
        };
        self.blocks.blocks.push(block);
        match parent {
            Parent::Suite(suite) => self.suite_mut(suite).blocks.push(id),
            Parent::Group(group) => {
                if let Kind::Group(group) = &mut self.block_mut(group).kind {
                    group.calls.push(id);
                }
            }
        }
        id
    }

    pub fn block_mut(&mut self, id: BlockId) -> &mut Block {
        match self.blocks.blocks.get_mut(id.0 as usize) {
            Some(block) => block,
            None => unreachable!("ids are handed out by push"),
        }
    }

    pub fn suite_mut(&mut self, id: SuiteId) -> &mut Suite {
        match self.blocks.suites.get_mut(id.0 as usize) {
            Some(suite) => suite,
            None => unreachable!("ids are handed out when a suite is made"),
        }
    }

    fn code(&mut self, suite: SuiteId, span: Span) {
        let extent = self.layout.extent(span, false);
        let kind = Kind::Code(self.plain(suite, extent));
        self.push(Parent::Suite(suite), kind, span, extent);
    }

    /// The lines of a span without the indentation of their suite.
    fn plain(&self, suite: SuiteId, span: Span) -> String {
        let indent = self.blocks.suite(suite).map_or("", |suite| &suite.indent);
        self.layout.reindent(span, indent, "")
    }

    fn statement(&mut self, suite: SuiteId, statement: &Stmt) {
        let span = span_of(statement.range());
        if let Some(clauses) = self.clauses(statement) {
            self.compound(suite, statement, &clauses);
            return;
        }
        let extent = self.layout.extent(span, false);
        // A field is one line: what goes over several is edited as text.
        let fits = |field: &Field| !self.layout.slice(field.span).contains('\n');
        let (kind, fields) = self
            .simple(statement)
            .filter(|found| found.1.iter().all(fits))
            .unwrap_or_else(|| (Kind::Code(self.plain(suite, extent)), Vec::new()));
        let id = self.push(Parent::Suite(suite), kind, span, extent);
        self.block_mut(id).fields = fields;
    }

    // ------------------------------------------------------------ statements with suites

    /// The suites of a compound statement; none when one of them is written on its header's line,
    /// or when the statement is none of those that have a block.
    fn clauses<'s>(&self, statement: &'s Stmt) -> Option<Vec<Clause<'s>>> {
        let start = span_of(statement.range()).start;
        let mut clauses = Vec::new();
        match statement {
            Stmt::FunctionDef(function) => {
                let start = self.keyword_before(function.name.range().start(), |kind| {
                    matches!(kind, TokenKind::Def)
                })?;
                clauses.push(Clause {
                    start,
                    body: &function.body,
                });
            }
            Stmt::ClassDef(class) => {
                let is_class = |kind| matches!(kind, TokenKind::Class);
                let start = self.keyword_before(class.name.range().start(), is_class)?;
                clauses.push(Clause {
                    start,
                    body: &class.body,
                });
            }
            Stmt::If(inner) => {
                clauses.push(Clause {
                    start,
                    body: &inner.body,
                });
                for clause in &inner.elif_else_clauses {
                    let start = span_of(clause.range).start;
                    clauses.push(Clause {
                        start,
                        body: &clause.body,
                    });
                }
            }
            Stmt::For(inner) => {
                clauses.push(Clause {
                    start,
                    body: &inner.body,
                });
                clauses.extend(self.word_clause(TokenKind::Else, &inner.orelse));
            }
            Stmt::While(inner) => {
                clauses.push(Clause {
                    start,
                    body: &inner.body,
                });
                clauses.extend(self.word_clause(TokenKind::Else, &inner.orelse));
            }
            Stmt::With(inner) => clauses.push(Clause {
                start,
                body: &inner.body,
            }),
            Stmt::Try(inner) => {
                clauses.push(Clause {
                    start,
                    body: &inner.body,
                });
                for handler in &inner.handlers {
                    let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                    let start = span_of(handler.range).start;
                    clauses.push(Clause {
                        start,
                        body: &handler.body,
                    });
                }
                clauses.extend(self.word_clause(TokenKind::Else, &inner.orelse));
                clauses.extend(self.word_clause(TokenKind::Finally, &inner.finalbody));
            }
            _ => return None,
        }
        let indented = |clause: &Clause<'_>| {
            let first = clause.body.first()?;
            let line = self.layout.line_of(self.colon(clause)?);
            (self.layout.line_of(first.start().to_u32()) > line).then_some(())
        };
        clauses
            .iter()
            .all(|clause| indented(clause).is_some())
            .then_some(clauses)
    }

    /// A clause that the tree gives no place of its own.
    fn word_clause<'s>(&self, word: TokenKind, body: &'s [Stmt]) -> Option<Clause<'s>> {
        let start = self.keyword_before(body.first()?.start(), |kind| kind == word)?;
        Some(Clause { start, body })
    }

    /// Where the last such keyword before a place begins.
    fn keyword_before(&self, at: TextSize, is: impl Fn(TokenKind) -> bool) -> Option<u32> {
        let behind = self.tokens.partition_point(|token| token.start() < at);
        let found = self
            .tokens
            .get(..behind)?
            .iter()
            .rev()
            .find(|token| is(token.kind()))?;
        let start = found.start().to_u32();
        // `async` belongs to the keyword behind it.
        let index = self
            .tokens
            .partition_point(|token| token.start().to_u32() < start);
        let before = index
            .checked_sub(1)
            .and_then(|index| self.tokens.get(index));
        let is_async = before.filter(|token| token.kind() == TokenKind::Async);
        Some(is_async.map_or(start, |token| token.start().to_u32()))
    }

    /// Where the colon between a clause's header and its body stands.
    fn colon(&self, clause: &Clause<'_>) -> Option<u32> {
        let body = clause.body.first()?.start().to_u32();
        let header = tokens_in(self.tokens, Span::new(clause.start, body));
        let colon = header
            .iter()
            .rev()
            .find(|token| token.kind() == TokenKind::Colon)?;
        Some(colon.start().to_u32())
    }

    fn compound(&mut self, suite: SuiteId, statement: &Stmt, clauses: &[Clause<'_>]) {
        let span = span_of(statement.range());
        let extent = self.layout.extent(span, true);
        let outer = self
            .blocks
            .suite(suite)
            .map(|suite| suite.context)
            .unwrap_or_default();
        let mut context = outer;
        let kind = match statement {
            Stmt::FunctionDef(function) => {
                let is_async = function.is_async;
                context = Context {
                    is_async,
                    is_function: true,
                    is_loop: false,
                };
                Kind::Function(self.function(function, suite))
            }
            Stmt::ClassDef(_) => {
                context = Context::default();
                Kind::Compound
            }
            _ => Kind::Compound,
        };
        let id = self.push(Parent::Suite(suite), kind, span, extent);
        if let Stmt::FunctionDef(function) = statement {
            let in_class = self.is_class(suite);
            self.block_mut(id).fields = self.function_fields(function, in_class);
        }
        for (index, clause) in clauses.iter().enumerate() {
            let is_loop = matches!(statement, Stmt::For(_) | Stmt::While(_)) && index == 0;
            let context = Context {
                is_loop: is_loop || context.is_loop,
                ..context
            };
            let parts = self.header_parts(statement, index);
            self.clause(id, clause, parts, context);
        }
    }

    /// The expressions of a clause's header, each with the word before it; empty where they are
    /// not one expression each.
    fn header_parts(&self, statement: &Stmt, clause: usize) -> Vec<(&'static str, Field)> {
        let mut parts = Vec::new();
        match statement {
            Stmt::For(inner) if clause == 0 => {
                parts.push(("", self.target(&inner.target)));
                parts.push(("in", self.field("", &inner.iter)));
            }
            Stmt::With(inner) => {
                if let [item] = &inner.items[..] {
                    let timeout = self.called(&item.context_expr, "asyncio.timeout");
                    match timeout.map(|call| (&call.arguments.args[..], call.arguments.len())) {
                        Some(([seconds], 1)) => {
                            let role = Role::Seconds;
                            let field = self.field("", seconds);
                            parts.push(("timeout", Field { role, ..field }));
                        }
                        _ => parts.push(("", self.field("", &item.context_expr))),
                    }
                    let target = item.optional_vars.as_deref();
                    parts.extend(target.map(|target| ("as", self.target(target))));
                }
            }
            Stmt::Try(inner) => {
                let handler = clause.checked_sub(1).and_then(|at| inner.handlers.get(at));
                if let Some(ruff_python_ast::ExceptHandler::ExceptHandler(handler)) = handler
                    && let Some(raised) = &handler.type_
                {
                    parts.push(("", self.field("", raised)));
                    let name = handler.name.as_ref().map(|name| Field {
                        role: Role::Target,
                        label: String::new(),
                        span: span_of(name.range),
                        value: Value::Name(name.id.to_string()),
                    });
                    parts.extend(name.map(|name| ("as", name)));
                }
            }
            _ => {}
        }
        parts
    }

    fn clause(
        &mut self,
        owner: BlockId,
        clause: &Clause<'_>,
        parts: Vec<(&'static str, Field)>,
        context: Context,
    ) {
        let colon = self.colon(clause).unwrap_or(clause.start);
        let header = Span::new(clause.start, colon);
        let (keyword, behind) = self.keyword(header);
        let is_function = matches!(self.block_mut(owner).kind, Kind::Function(_));
        let rest = trimmed(self.layout.text(), Span::new(behind, colon));
        let code = self.layout.slice(rest);
        let mut parts = parts;
        // Brackets around the whole belong to no expression, and what they hold may be broken.
        if parts.is_empty() || code.starts_with('(') || code.contains('\n') {
            let field = Field {
                role: Role::Header,
                label: String::new(),
                span: rest,
                value: Value::Code(code.to_owned()),
            };
            parts = vec![("", field)];
        }
        let mut headers = Vec::new();
        if !is_function && rest.start < rest.end {
            for (word, field) in parts {
                let fields = &mut self.block_mut(owner).fields;
                fields.push(field);
                headers.push((word, fields.len() - 1));
            }
        }
        let first = clause
            .body
            .first()
            .map_or(0, |first| first.start().to_u32());
        let indent = self.layout.indent_of(self.layout.line_of(first)).to_owned();
        let id = SuiteId(u32::try_from(self.blocks.suites.len()).unwrap_or(u32::MAX));
        self.blocks.suites.push(Suite {
            id,
            owner: Some(owner),
            keyword,
            headers,
            blocks: Vec::new(),
            indent,
            line: self.layout.line_of(clause.start),
            context,
        });
        self.block_mut(owner).suites.push(id);
        self.suite(id, clause.body);
    }

    /// The words that open a clause, and where they end: `async with`, `except*`, `if`.
    fn keyword(&self, header: Span) -> (String, u32) {
        let mut word = String::new();
        let mut end = header.start;
        for token in tokens_in(self.tokens, header) {
            if token.range().is_empty() {
                // The end of the body before it.
                continue;
            }
            let is_star = token.kind() == TokenKind::Star && word == "except";
            let is_async = word == "async";
            if !(word.is_empty() || is_star || is_async) {
                break;
            }
            if is_async {
                word.push(' ');
            }
            word.push_str(self.layout.slice(span_of(token.range())));
            end = token.end().to_u32();
        }
        (word, end)
    }

    /// The statements are the body of a class.
    fn is_class(&self, suite: SuiteId) -> bool {
        let suite = self.blocks.suite(suite);
        suite.is_some_and(|suite| suite.keyword == "class")
    }

    fn function(&self, function: &StmtFunctionDef, suite: SuiteId) -> Function {
        let name = function.name.id.to_string();
        Function {
            is_async: function.is_async,
            uses: (!self.is_class(suite)).then(|| self.names.uses_of(&name)),
            is_entry: suite == MODULE && self.names.entry.as_deref() == Some(&name),
            name,
        }
    }

    fn function_fields(&self, function: &StmtFunctionDef, in_class: bool) -> Vec<Field> {
        let mut fields = Vec::new();
        let field = |role, span: Span, value| Field {
            role,
            label: String::new(),
            span,
            value,
        };
        let name = Value::Name(function.name.id.to_string());
        // A method is also named behind dots, where its class is not known.
        if !in_class {
            fields.push(field(
                Role::FunctionName,
                span_of(function.name.range),
                name,
            ));
        }
        let brackets = span_of(function.parameters.range);
        let inner = Span::new(brackets.start + 1, brackets.end.saturating_sub(1));
        let parameters = self.layout.slice(inner).to_owned();
        fields.push(field(Role::Parameters, inner, Value::Code(parameters)));
        fields
    }
}

/// The span without the white space at its ends.
pub(crate) fn trimmed(text: &str, span: Span) -> Span {
    let piece = crate::edit::slice(text, span);
    let start = piece.len() - piece.trim_start().len();
    let length = piece.trim().len();
    let start = span.start + u32::try_from(start).unwrap_or(0);
    Span::new(start, start + u32::try_from(length).unwrap_or(0))
}

//! What a source declares, and where.

use std::collections::{BTreeMap, BTreeSet};

use litrs::StringLit;
use proc_macro2::{Delimiter, Group, LexError, TokenStream, TokenTree};

use super::DeclareError;

/// How deep brackets are looked into.
const DEEPEST: usize = 100;

/// A source, with what it declares.
#[derive(Default)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    /// Every word in it.
    pub(super) words: BTreeSet<String>,
    /// The metrics whose declarations are commented out.
    pub(super) commented: BTreeSet<String>,
    blocks: Vec<Block>,
    units: Vec<Units>,
    uses: Vec<Use>,
}

/// A `metrics! { .. }`.
pub(super) struct Block {
    /// The byte where it begins.
    pub(super) start: usize,
    /// The byte of the brace that ends it.
    pub(super) end: usize,
    /// The byte where the bracket around it begins, which stands for a Rust module.
    pub(super) scope: usize,
    catalogue: String,
    pub(super) targets: Vec<String>,
    pub(super) metrics: Vec<Metric>,
}

/// A declared metric.
pub(super) struct Metric {
    /// The word for its kind.
    pub(super) kind: String,
    /// Its name in Prometheus.
    pub(super) name: String,
    /// Its own labels.
    pub(super) labels: Vec<String>,
}

/// A `units! { .. }`.
struct Units {
    end: usize,
    scope: usize,
    /// The names, by what is behind `Unit::`.
    names: BTreeMap<String, String>,
}

/// A `use ..;`.
struct Use {
    scope: usize,
    words: BTreeSet<String>,
    /// Whether it is about the library's units.
    is_of_units: bool,
    /// Whether it takes all that there is.
    is_glob: bool,
}

impl<'a> Source<'a> {
    pub(super) fn read(text: &'a str) -> Result<Self, DeclareError> {
        let mut source = Self { text, commented: commented(text), ..Self::default() };
        // What reads the tokens leaves out the mark that some editors put first.
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let tokens: TokenStream = text[mark..].parse().map_err(|error| not_rust(&error))?;
        source.look(tokens, mark, mark, 0);
        Ok(source)
    }

    /// Returns the declarations to add to; nothing where there is no source.
    pub(super) fn block(&self, catalogue: Option<&str>) -> Result<Option<&Block>, DeclareError> {
        let names = || self.blocks.iter().map(|block| block.catalogue.clone()).collect();
        match (catalogue, &self.blocks[..]) {
            (_, []) if self.text.trim().is_empty() => Ok(None),
            (_, []) => Err(DeclareError::NoCatalogue),
            (None, [block]) => Ok(Some(block)),
            (None, _) => Err(DeclareError::SeveralCatalogues(names())),
            (Some(wanted), blocks) => match blocks.iter().find(|block| block.catalogue == wanted) {
                Some(block) => Ok(Some(block)),
                None => Err(DeclareError::UnknownCatalogue { wanted: wanted.to_owned(), there: names() }),
            },
        }
    }

    /// Returns the declaration of a metric, in any catalogue.
    pub(super) fn metric(&self, name: &str) -> Option<&Metric> {
        self.blocks.iter().flat_map(|block| &block.metrics).find(|metric| metric.name == name)
    }

    /// Returns whether a name of the library's units can be used without its path.
    pub(super) fn imports(&self, name: &str, scope: usize) -> bool {
        let uses = self.uses.iter().filter(|it| it.scope == scope && it.is_of_units);
        uses.into_iter().any(|it| it.is_glob || it.words.contains(name))
    }

    /// Returns everything that is used from elsewhere.
    pub(super) fn imported(&self, scope: usize) -> BTreeSet<String> {
        self.uses.iter().filter(|it| it.scope == scope).flat_map(|it| it.words.clone()).collect()
    }

    /// Returns the names of declared units, by what is behind `Unit::`.
    pub(super) fn units(&self, scope: usize) -> BTreeMap<String, String> {
        self.units.iter().filter(|it| it.scope == scope).flat_map(|it| it.names.clone()).collect()
    }

    /// Returns the byte of the brace that ends the last declaration of units.
    pub(super) fn end_of_units(&self, scope: usize) -> Option<usize> {
        self.units.iter().rfind(|it| it.scope == scope).map(|it| it.end)
    }

    /// Returns the blanks that the line of a byte begins with.
    pub(super) fn indent(&self, at: usize) -> &'a str {
        let line = &self.text[self.line_of(at)..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// Returns where lines go that are to be the last before a brace, and what goes there.
    pub(super) fn before_brace(&self, brace: usize, lines: String) -> (usize, String) {
        let start = self.line_of(brace);
        if self.text[start..brace].trim().is_empty() {
            (start, lines)
        } else {
            (brace, format!("\n{lines}{}", self.indent(brace)))
        }
    }

    fn line_of(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Returns the text with insertions, each before a byte of it; their line breaks become those of the text.
    pub(super) fn with(&self, mut insertions: Vec<(usize, String)>) -> String {
        insertions.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let mut text = self.text.to_owned();
        for (at, lines) in insertions {
            let lines = if self.text.contains("\r\n") { lines.replace('\n', "\r\n") } else { lines };
            text.insert_str(at, &lines);
        }
        text
    }

    fn look(&mut self, tokens: TokenStream, base: usize, scope: usize, depth: usize) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(word) if *word == "use" => self.uses.extend(use_of(&tokens[at + 1..], scope)),
                TokenTree::Ident(word) => drop(self.words.insert(word.to_string())),
                TokenTree::Group(group) => {
                    let end = base + group.span_close().byte_range().start;
                    match called(&tokens[..at]) {
                        Some((name, start)) if name == "metrics" => {
                            self.blocks.push(Block::read(group, base + start, end, scope));
                        }
                        Some((name, _)) if name == "units" => {
                            self.units.push(Units { end, scope, names: units(group) });
                        }
                        _ => {}
                    }
                    if depth < DEEPEST {
                        self.look(group.stream(), base, base + group.span_open().byte_range().start, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }
}

fn not_rust(error: &LexError) -> DeclareError {
    let start = error.span().start();
    DeclareError::NotRust { line: start.line, column: start.column + 1 }
}

impl Block {
    /// Reads `catalogue NAME; target labels { .. } counter NAME("name", Unit) by module { .. } ..`.
    fn read(group: &Group, start: usize, end: usize, scope: usize) -> Self {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut block = Self { start, end, scope, catalogue: String::new(), targets: Vec::new(), metrics: Vec::new() };
        let mut has_targets = false;
        for (at, token) in tokens.iter().enumerate() {
            match (&tokens[..at], token) {
                ([.., TokenTree::Ident(word)], TokenTree::Ident(name)) if *word == "catalogue" && at == 1 => {
                    block.catalogue = name.to_string();
                }
                ([.., TokenTree::Ident(kind), TokenTree::Ident(_)], TokenTree::Group(group))
                    if group.delimiter() == Delimiter::Parenthesis =>
                {
                    let kind = kind.to_string();
                    let name = texts(group).into_iter().next();
                    block.metrics.extend(name.map(|name| Metric { kind, name, labels: Vec::new() }));
                }
                (_, TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => match block.metrics.last_mut()
                {
                    Some(metric) => metric.labels = texts(group),
                    None if !has_targets => {
                        block.targets = texts(group);
                        has_targets = true;
                    }
                    None => {}
                },
                _ => {}
            }
        }
        block
    }
}

/// Reads `pub Name = Unit::count("things"); ..`.
fn units(group: &Group) -> BTreeMap<String, String> {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let declarations = tokens.split(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';'));
    let named = declarations.filter_map(|tokens| {
        let equals =
            tokens.iter().position(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == '='))?;
        let name = tokens[..equals].last()?.to_string();
        let [.., TokenTree::Ident(function), TokenTree::Group(argument)] = &tokens[equals + 1..] else { return None };
        let argument = texts(argument).into_iter().next()?;
        Some((format!("{function}({argument:?})"), name))
    });
    named.collect()
}

/// Reads what stands behind `use`.
fn use_of(tokens: &[TokenTree], scope: usize) -> Option<Use> {
    let end = tokens.iter().position(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';'))?;
    let mut found = Use { scope, words: BTreeSet::new(), is_of_units: false, is_glob: false };
    found.add(&tokens[..end], 0);
    found.is_of_units = found.words.contains("unit");
    Some(found)
}

impl Use {
    fn add(&mut self, tokens: &[TokenTree], depth: usize) {
        for (at, token) in tokens.iter().enumerate() {
            let is_renamed = matches!(tokens.get(at + 1), Some(TokenTree::Ident(next)) if *next == "as");
            match token {
                TokenTree::Ident(word) if !is_renamed => drop(self.words.insert(word.to_string())),
                TokenTree::Punct(mark) if mark.as_char() == '*' => self.is_glob = true,
                TokenTree::Group(group) if depth < DEEPEST => {
                    self.add(&group.stream().into_iter().collect::<Vec<_>>(), depth + 1);
                }
                _ => {}
            }
        }
    }
}

/// Returns the macro that is called where these tokens end, `path::name!`, and the byte where its path begins.
fn called(tokens: &[TokenTree]) -> Option<(String, usize)> {
    let [before @ .., TokenTree::Ident(name), TokenTree::Punct(mark)] = tokens else { return None };
    if mark.as_char() != '!' {
        return None;
    }
    let mut start = name.span();
    let mut before = before;
    while let [rest @ .., TokenTree::Punct(a), TokenTree::Punct(b)] = before {
        if a.as_char() != ':' || b.as_char() != ':' {
            break;
        }
        (before, start) = match rest {
            [rest @ .., TokenTree::Ident(part)] => (rest, part.span()),
            rest => (rest, a.span()),
        };
    }
    Some((name.to_string(), start.byte_range().start))
}

/// Returns the string literals in a bracket, without those in brackets inside of it.
fn texts(group: &Group) -> Vec<String> {
    let text = |token| match token {
        TokenTree::Literal(literal) => Some(StringLit::parse(literal.to_string()).ok()?.value().to_owned()),
        _ => None,
    };
    group.stream().into_iter().filter_map(text).collect()
}

/// Returns the metrics that comments declare: `// gauge NAME("name", ..`.
fn commented(source: &str) -> BTreeSet<String> {
    let declared = source.lines().filter_map(|line| {
        let comment = line.trim_start().strip_prefix("//").filter(|rest| !rest.starts_with(['/', '!']))?;
        let (head, rest) = comment.split_once('(')?;
        let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || c == '_');
        if head.split_whitespace().count() != 2 || !head.split_whitespace().all(is_word) {
            return None;
        }
        let tokens: TokenStream =
            rest.split_once(" by ").map_or(rest, |(first, _)| first).trim_end().strip_suffix(')')?.parse().ok()?;
        match tokens.into_iter().next()? {
            TokenTree::Literal(name) => Some(StringLit::parse(name.to_string()).ok()?.value().to_owned()),
            _ => None,
        }
    });
    declared.collect()
}

//! Expressions in a notation of operators and brackets, written by a loop.

use crate::Number;
use crate::formula::{Expr, Function, NEGATION, Name, NodeId, NodeKind, Operator, strength};

/// How a notation writes the pieces of an expression.
pub(super) trait Notation {
    /// An operator with the blanks around it.
    fn operator(&self, operator: Operator) -> &'static str;
    /// A minus sign before a quantity.
    fn minus(&self) -> &'static str;
    fn number(&self, value: &Number) -> String;
    fn percent(&self, value: &Number) -> String;
    fn name(&self, name: &Name) -> String;
    /// What stands before, between and behind the arguments of a function.
    fn call(&self, function: Function, arguments: &[&NodeKind]) -> (&'static str, &'static str, &'static str);

    fn brackets(&self) -> (&'static str, &'static str) {
        ("(", ")")
    }

    /// A division as a fraction: what stands before, between and behind its operands, if it is drawn so.
    fn fraction(&self) -> Option<[&'static str; 3]> {
        None
    }

    /// A power with a raised exponent: what stands between and behind, if it is drawn so.
    fn raised(&self) -> Option<[&'static str; 2]> {
        None
    }

    /// Whether brackets stand around everything under a minus sign, and around a function behind an operator.
    fn brackets_operands(&self) -> bool {
        false
    }

    /// Whether every operation within another stands in brackets, needed or not.
    fn brackets_operations(&self) -> bool {
        false
    }

    /// Whether a minus sign binds more strongly than a power, and powers join from the left: brackets then part them.
    fn powers_are_bracketed(&self) -> bool {
        false
    }
}

enum Piece {
    Text(&'static str),
    Node(NodeId, Around),
}

/// Where a node stands.
#[derive(Clone, Copy)]
enum Around {
    /// Nothing binds it.
    Nothing,
    Left(Operator),
    Right(Operator),
    Minus,
}

fn needs_brackets(notation: &impl Notation, kind: &NodeKind, around: Around) -> bool {
    let own = match kind {
        NodeKind::Binary(..) if notation.brackets_operations() => return !matches!(around, Around::Nothing),
        NodeKind::Binary(operator, ..) => strength(*operator),
        NodeKind::Negate(_) => NEGATION,
        NodeKind::Call(..) => {
            // A power behind a sum would be taken under it: `Σ(A)²` is a sum of squares.
            return matches!(around, Around::Left(Operator::Power))
                || notation.brackets_operands() && matches!(around, Around::Minus | Around::Right(_));
        }
        NodeKind::Number(_) | NodeKind::Percent(_) | NodeKind::Variable(_) => {
            return notation.brackets_operands() && matches!(around, Around::Minus);
        }
    };
    match around {
        Around::Nothing => false,
        Around::Minus if notation.brackets_operands() => true,
        Around::Left(Operator::Power) => true,
        Around::Right(Operator::Power) | Around::Minus if notation.powers_are_bracketed() => true,
        // A sign in the middle of a line is bracketed in every notation: people read `2 x -3` twice.
        Around::Right(_) if matches!(kind, NodeKind::Negate(_)) => true,
        Around::Left(operator) => own < strength(operator),
        Around::Right(Operator::Power) | Around::Minus => own <= NEGATION,
        Around::Right(operator) => own <= strength(operator),
    }
}

/// Writes an expression.
pub(super) fn write(expr: &Expr, notation: &impl Notation) -> String {
    let mut text = String::new();
    let mut open = vec![Piece::Node(expr.root(), Around::Nothing)];
    while let Some(piece) = open.pop() {
        let (id, around) = match piece {
            Piece::Text(piece) => {
                text.push_str(piece);
                continue;
            }
            Piece::Node(id, around) => (id, around),
        };
        let kind = &expr.node(id).kind;
        if needs_brackets(notation, kind, around) {
            let (before, behind) = notation.brackets();
            text.push_str(before);
            open.push(Piece::Text(behind));
        }
        match kind {
            NodeKind::Number(value) => text.push_str(&notation.number(value)),
            NodeKind::Percent(value) => text.push_str(&notation.percent(value)),
            NodeKind::Variable(name) => text.push_str(&notation.name(name)),
            NodeKind::Negate(operand) => {
                text.push_str(notation.minus());
                open.push(Piece::Node(*operand, Around::Minus));
            }
            NodeKind::Binary(operator, left, right) => match (operator, notation.fraction(), notation.raised()) {
                (Operator::Divide, Some([before, between, behind]), _) => {
                    text.push_str(before);
                    open.push(Piece::Text(behind));
                    open.push(Piece::Node(*right, Around::Nothing));
                    open.push(Piece::Text(between));
                    open.push(Piece::Node(*left, Around::Nothing));
                }
                (Operator::Power, _, Some([between, behind])) => {
                    open.push(Piece::Text(behind));
                    open.push(Piece::Node(*right, Around::Nothing));
                    open.push(Piece::Text(between));
                    open.push(Piece::Node(*left, Around::Left(Operator::Power)));
                }
                _ => {
                    open.push(Piece::Node(*right, Around::Right(*operator)));
                    open.push(Piece::Text(notation.operator(*operator)));
                    open.push(Piece::Node(*left, Around::Left(*operator)));
                }
            },
            NodeKind::Call(function, arguments) => {
                let kinds: Vec<&NodeKind> = arguments.iter().map(|argument| &expr.node(*argument).kind).collect();
                let (before, between, behind) = notation.call(*function, &kinds);
                text.push_str(before);
                open.push(Piece::Text(behind));
                for (at, argument) in arguments.iter().enumerate().rev() {
                    open.push(Piece::Node(*argument, Around::Nothing));
                    if at > 0 {
                        open.push(Piece::Text(between));
                    }
                }
            }
        }
    }
    text
}

/// The notation of messages and steps.
pub(super) struct Plain;

impl Notation for Plain {
    fn operator(&self, operator: Operator) -> &'static str {
        match operator {
            Operator::Add => " + ",
            Operator::Subtract => " - ",
            Operator::Multiply => " x ",
            Operator::Divide => " / ",
            Operator::Power => " ^ ",
        }
    }

    fn minus(&self) -> &'static str {
        "-"
    }

    fn number(&self, value: &Number) -> String {
        grouped(value)
    }

    fn percent(&self, value: &Number) -> String {
        format!("{}%", grouped(value))
    }

    fn name(&self, name: &Name) -> String {
        name.to_string()
    }

    fn call(&self, function: Function, _: &[&NodeKind]) -> (&'static str, &'static str, &'static str) {
        (function_open(function), "; ", ")")
    }
}

/// Digits with points between thousands and a decimal comma.
pub(super) fn grouped(value: &Number) -> String {
    value.to_indonesian_exact().unwrap_or_else(|| comma(value))
}

/// Whole numbers with points between thousands; others without, since a reader may take a point for a decimal mark.
pub(super) fn grouped_whole(value: &Number) -> String {
    if value.is_integer() { grouped(value) } else { comma(value) }
}

/// Digits with a decimal comma.
pub(super) fn comma(value: &Number) -> String {
    value.to_string().replace('.', ",")
}

/// The canonical name of a function with its opening bracket.
pub(super) fn function_open(function: Function) -> &'static str {
    match function {
        Function::Sum => "jumlah(",
        Function::Mean => "rata-rata(",
        Function::Min => "min(",
        Function::Max => "maks(",
        Function::Root => "akar(",
        Function::Log => "log(",
        Function::Ln => "ln(",
    }
}

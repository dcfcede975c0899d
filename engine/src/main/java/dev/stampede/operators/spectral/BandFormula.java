package dev.stampede.operators.spectral;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.kernels.elementwise.Expression.Binary;
import dev.stampede.kernels.elementwise.Expression.BinaryOp;
import dev.stampede.kernels.elementwise.Expression.Unary;
import dev.stampede.kernels.elementwise.Expression.UnaryOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A formula of bands, see [BandMath]. A recursive descent over
///
///     sum     = product (("+" | "-") product)*
///     product = signed (("*" | "/") signed)*
///     signed  = ("+" | "-") signed | power
///     power   = atom ("**" signed)?
///     atom    = number | name | name "(" sum ("," sum)* ")" | "(" sum ")"
///
/// @param expression its inputs are `bands` in order
/// @param bands      indexes of the bands it reads
record BandFormula(Expression expression, List<Integer> bands) {
    private static final int MAX_LENGTH = 10_000;
    private static final int MAX_DEPTH = 64;

    /// Functions and how many arguments they take.
    private static final Map<String, Integer> FUNCTIONS = Map.of(
            "abs", 1, "sqrt", 1, "log", 1, "log10", 1, "exp", 1, "minimum", 2, "maximum", 2, "clip", 3, "where", 3);

    /// @throws IllegalArgumentException if the text is no formula; says where
    static BandFormula parse(String text, Optional<List<String>> names) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "expression has " + text.length() + " characters, at most " + MAX_LENGTH + " are allowed");
        }
        var parser = new Parser(text, names);
        var expression = parser.all();
        return new BandFormula(expression, List.copyOf(parser.bands));
    }

    private static final class Parser {
        private final String text;
        private final Optional<List<String>> names;
        private final List<Integer> bands = new ArrayList<>();
        private int at;
        private int depth;

        Parser(String text, Optional<List<String>> names) {
            this.text = text;
            this.names = names;
        }

        Expression all() {
            var whole = sum();
            if (peek() != 0) {
                throw wrong("an operator or the end");
            }
            return whole;
        }

        private Expression sum() {
            if (++depth > MAX_DEPTH) {
                throw wrong("no more than " + MAX_DEPTH + " nested parts");
            }
            var left = product();
            for (char c = peek(); c == '+' || c == '-'; c = peek()) {
                at++;
                var right = product();
                left = c == '+' ? left.plus(right) : left.minus(right);
            }
            depth--;
            return left;
        }

        private Expression product() {
            var left = signed();
            for (char c = peek(); c == '*' || c == '/'; c = peek()) {
                at++;
                var right = signed();
                left = c == '*' ? left.times(right) : left.over(right);
            }
            return left;
        }

        private Expression signed() {
            int minus = 0;
            for (char c = peek(); c == '+' || c == '-'; c = peek()) {
                at++;
                minus += c == '-' ? 1 : 0;
            }
            var value = power();
            return minus % 2 == 0 ? value : value.negate();
        }

        private Expression power() {
            var base = atom();
            if (peek() == '*' && at + 1 < text.length() && text.charAt(at + 1) == '*') {
                at += 2;
                if (++depth > MAX_DEPTH) {
                    throw wrong("no more than " + MAX_DEPTH + " nested parts");
                }
                var exponent = signed();
                depth--;
                return raised(base, exponent);
            }
            return base;
        }

        /// Squares and roots have exact operations of their own.
        private static Expression raised(Expression base, Expression exponent) {
            if (exponent instanceof Expression.Number(double value) && value == 2) {
                return base.times(base);
            }
            if (exponent instanceof Expression.Number(double value) && value == 0.5) {
                return base.sqrt();
            }
            return new Binary(BinaryOp.POWER, base, exponent);
        }

        private Expression atom() {
            char c = peek();
            if (c == '(') {
                at++;
                var inside = sum();
                expect(')');
                return inside;
            }
            if (Character.isDigit(c) || c == '.') {
                return number();
            }
            if (Character.isLetter(c) || c == '_') {
                return named();
            }
            throw wrong("a number, a band, a function or a parenthesis");
        }

        private Expression number() {
            int start = at;
            while (at < text.length() && isPartOfNumber(start)) {
                at++;
            }
            var digits = text.substring(start, at);
            try {
                return Expression.number(Double.parseDouble(digits));
            } catch (NumberFormatException e) {
                at = start;
                throw wrong("a number");
            }
        }

        private boolean isPartOfNumber(int start) {
            char c = text.charAt(at);
            boolean sign = (c == '+' || c == '-') && at > start && (text.charAt(at - 1) | 0x20) == 'e';
            return c >= '0' && c <= '9' || c == '.' || (c | 0x20) == 'e' || sign;
        }

        private Expression named() {
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            var name = text.substring(start, at);
            if (peek() == '(') {
                return call(name, start);
            }
            int band = bandIndex(name);
            if (band < 0) {
                at = start;
                throw wrong(names.isPresent() ? "a band among " + names.get() : "a band b0, b1, ...");
            }
            int input = bands.indexOf(band);
            if (input < 0) {
                input = bands.size();
                bands.add(band);
            }
            return Expression.input(input);
        }

        private int bandIndex(String name) {
            if (names.isPresent()) {
                return names.get().indexOf(name);
            }
            boolean numbered = name.length() > 1
                    && name.length() < 7
                    && name.charAt(0) == 'b'
                    && name.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
            return numbered ? Integer.parseInt(name.substring(1)) : -1;
        }

        private Expression call(String name, int start) {
            var count = FUNCTIONS.get(name);
            if (count == null) {
                at = start;
                throw wrong("one of the functions "
                        + FUNCTIONS.keySet().stream().sorted().toList());
            }
            at++;
            var arguments = new ArrayList<Expression>();
            arguments.add(sum());
            while (peek() == ',') {
                at++;
                arguments.add(sum());
            }
            expect(')');
            if (arguments.size() != count) {
                at = start;
                throw wrong(name + " with " + count + " arguments");
            }
            var x = arguments.getFirst();
            return switch (name) {
                case "abs" -> new Unary(UnaryOp.ABS, x);
                case "sqrt" -> x.sqrt();
                case "log" -> new Unary(UnaryOp.LOG, x);
                case "log10" -> new Unary(UnaryOp.LOG10, x);
                case "exp" -> new Unary(UnaryOp.EXP, x);
                case "minimum" -> new Binary(BinaryOp.MIN, x, arguments.get(1));
                case "maximum" -> new Binary(BinaryOp.MAX, x, arguments.get(1));
                case "clip" ->
                    new Binary(BinaryOp.MIN, new Binary(BinaryOp.MAX, x, arguments.get(1)), arguments.get(2));
                default -> x.choose(arguments.get(1), arguments.get(2));
            };
        }

        private void expect(char c) {
            if (peek() != c) {
                throw wrong("'" + c + "'");
            }
            at++;
        }

        /// The next character that is not blank; 0 at the end.
        private char peek() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : 0;
        }

        private IllegalArgumentException wrong(String expected) {
            var found =
                    at < text.length() ? "'" + text.substring(at, Math.min(text.length(), at + 12)) + "'" : "the end";
            return new IllegalArgumentException("expression is " + text + ", expected " + expected + " at character "
                    + (at + 1) + ", found " + found);
        }
    }
}

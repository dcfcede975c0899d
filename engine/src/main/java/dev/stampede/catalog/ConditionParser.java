package dev.stampede.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads conditions such as `cloud_cover < 20 and sensor in ('S2A', 'S2B') and not tile is null`.
///
///     condition  = term { or term }
///     term       = factor { and factor }
///     factor     = not factor | ( condition ) | column test
///     test       = ( = | == | != | <> | < | <= | > | >= ) value | [not] in ( value {, value} ) | is [not] null
///     value      = number | 'text' | "text" | true | false
///
/// Words are read in any case; a column with other than letters, digits and `_` is written in backquotes.
final class ConditionParser {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<name>[A-Za-z_]\\w*)|`(?<quoted>[^`]+)`"
            + "|(?<number>[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)"
            + "|'(?<single>(?:[^']|'')*)'|\"(?<double>[^\"]*)\"|(?<sign>==|!=|<>|<=|>=|[=<>(),]))");
    private static final int DEEPEST = 100;

    private final String text;
    private final Matcher matcher;
    private int at;
    private int depth;

    private ConditionParser(String text) {
        this.text = text;
        this.matcher = TOKEN.matcher(text);
    }

    /// @throws IllegalArgumentException if it is no condition, with the place where reading stopped
    static Condition parse(String text) {
        var parser = new ConditionParser(text);
        var condition = parser.condition();
        if (parser.at < text.stripTrailing().length()) {
            throw parser.unexpected("'and', 'or' or the end");
        }
        return condition;
    }

    private Condition condition() {
        deeper();
        var left = term();
        while (word("or")) {
            left = new Condition.Or(left, term());
        }
        depth--;
        return left;
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("condition: nested more than " + DEEPEST + " deep");
        }
    }

    private Condition term() {
        var left = factor();
        while (word("and")) {
            left = new Condition.And(left, factor());
        }
        return left;
    }

    private Condition factor() {
        if (word("not")) {
            deeper();
            var inner = factor();
            depth--;
            return new Condition.Not(inner);
        }
        if (sign("(")) {
            var inner = condition();
            require(")");
            return inner;
        }
        var column = column();
        if (word("is")) {
            boolean negated = word("not");
            if (!word("null")) {
                throw unexpected("'null'");
            }
            return negated ? new Condition.Not(new Condition.IsNull(column)) : new Condition.IsNull(column);
        }
        if (word("not")) {
            if (!word("in")) {
                throw unexpected("'in'");
            }
            return new Condition.Not(new Condition.In(column, list()));
        }
        if (word("in")) {
            return new Condition.In(column, list());
        }
        return new Condition.Comparison(column, operator(), value());
    }

    private String column() {
        if (next("name", "quoted")) {
            var name = matcher.group("name");
            return name != null ? name : matcher.group("quoted");
        }
        throw unexpected("a column");
    }

    private Condition.Operator operator() {
        if (next("sign")) {
            switch (matcher.group("sign")) {
                case "=", "==" -> {
                    return Condition.Operator.EQUAL;
                }
                case "!=", "<>" -> {
                    return Condition.Operator.DIFFERENT;
                }
                case "<" -> {
                    return Condition.Operator.LESS;
                }
                case "<=" -> {
                    return Condition.Operator.AT_MOST;
                }
                case ">" -> {
                    return Condition.Operator.MORE;
                }
                case ">=" -> {
                    return Condition.Operator.AT_LEAST;
                }
                default -> at = matcher.start("sign");
            }
        }
        throw unexpected("a comparison, 'in' or 'is'");
    }

    private List<Object> list() {
        require("(");
        var values = new ArrayList<>();
        do {
            values.add(value());
        } while (sign(","));
        require(")");
        return values;
    }

    private Object value() {
        if (word("true")) {
            return true;
        }
        if (word("false")) {
            return false;
        }
        if (!next("number", "single", "double")) {
            throw unexpected("a number, a text in quotes, true or false");
        }
        var number = matcher.group("number");
        if (number != null) {
            return Double.valueOf(number);
        }
        var single = matcher.group("single");
        return single != null ? single.replace("''", "'") : matcher.group("double");
    }

    private boolean word(String expected) {
        if (peek() && expected.equals(lower(matcher.group("name")))) {
            at = matcher.end();
            return true;
        }
        return false;
    }

    private static String lower(String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    private boolean sign(String expected) {
        if (peek() && expected.equals(matcher.group("sign"))) {
            at = matcher.end();
            return true;
        }
        return false;
    }

    private void require(String expected) {
        if (!sign(expected)) {
            throw unexpected("'" + expected + "'");
        }
    }

    private boolean next(String... groups) {
        if (peek()) {
            for (var group : groups) {
                if (matcher.group(group) != null) {
                    at = matcher.end();
                    return true;
                }
            }
        }
        return false;
    }

    private boolean peek() {
        return matcher.region(at, text.length()).lookingAt();
    }

    private IllegalArgumentException unexpected(String expected) {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return new IllegalArgumentException("condition: expected " + expected + " at character " + (at + 1) + " of: "
                + text.strip() + (at >= text.length() ? " (it ends there)" : ""));
    }
}

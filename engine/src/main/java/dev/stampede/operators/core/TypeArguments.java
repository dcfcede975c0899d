package dev.stampede.operators.core;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;

/// What an operator class takes and returns, as far as its declaration says.
record TypeArguments(Class<?> input, Class<?> output) {
    private static final ClassValue<TypeArguments> OF = new ClassValue<>() {
        @Override
        protected TypeArguments computeValue(Class<?> type) {
            var found = find(type, Map.of());
            return found == null ? new TypeArguments(Object.class, Object.class) : found;
        }
    };

    /// What the operator takes; of a chain, what its first step takes.
    static Class<?> input(Operator<?, ?> operator) {
        return operator instanceof Sequential<?, ?>(var steps) && !steps.isEmpty()
                ? input(steps.getFirst())
                : OF.get(operator.getClass()).input;
    }

    /// What it returns; of a chain, what its last step returns.
    static Class<?> output(Operator<?, ?> operator) {
        return operator instanceof Sequential<?, ?>(var steps) && !steps.isEmpty()
                ? output(steps.getLast())
                : OF.get(operator.getClass()).output;
    }

    private static TypeArguments find(Type type, Map<TypeVariable<?>, Type> known) {
        Map<TypeVariable<?>, Type> bound = new HashMap<>(known);
        Class<?> raw = raw(type, known);
        if (type instanceof ParameterizedType parameterized) {
            var variables = raw.getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                bound.put(variables[i], parameterized.getActualTypeArguments()[i]);
            }
        }
        if (raw == Operator.class) {
            var variables = raw.getTypeParameters();
            return new TypeArguments(raw(variables[0], bound), raw(variables[1], bound));
        }
        for (Type above : raw.getGenericInterfaces()) {
            if (Operator.class.isAssignableFrom(raw(above, bound))) {
                return find(above, bound);
            }
        }
        return raw.getGenericSuperclass() == null ? null : find(raw.getGenericSuperclass(), bound);
    }

    /// The class behind a generic type.
    static Class<?> raw(Type type, Map<TypeVariable<?>, Type> known) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> (Class<?>) parameterized.getRawType();
            case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0], known);
            case TypeVariable<?> variable ->
                known.containsKey(variable) && known.get(variable) != variable
                        ? raw(known.get(variable), known)
                        : raw(variable.getBounds()[0], known);
            default -> Object.class;
        };
    }
}

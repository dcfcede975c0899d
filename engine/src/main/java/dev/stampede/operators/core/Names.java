package dev.stampede.operators.core;

/// Names of operators and of their parameters in files.
final class Names {
    private Names() {}

    static String of(Class<?> type) {
        var named = type.getAnnotation(Named.class);
        return named == null || named.value().isEmpty() ? type.getSimpleName() : named.value();
    }

    static int version(Class<?> type) {
        var named = type.getAnnotation(Named.class);
        return named == null ? 1 : named.version();
    }

    /// `bandIdx` becomes `band_idx`; a name that starts with a capital letter (`C1`, `L`) stays.
    static String key(String component) {
        if (Character.isUpperCase(component.charAt(0))) {
            return component;
        }
        var key = new StringBuilder();
        for (char c : component.toCharArray()) {
            if (Character.isUpperCase(c)) {
                key.append('_').append(Character.toLowerCase(c));
            } else {
                key.append(c);
            }
        }
        return key.toString();
    }
}

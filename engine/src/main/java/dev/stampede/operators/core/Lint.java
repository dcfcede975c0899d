package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// What can be said of a pipeline without running it.
public final class Lint {
    private Lint() {}

    /// Everything reachable from `value`, itself included, that cannot be stored; in the order in which it is
    /// met, each once. Empty: the pipeline can be written and read back.
    public static List<Configured> unserialisable(Configured value) {
        List<Configured> found = new ArrayList<>();
        walk(value, Collections.newSetFromMap(new IdentityHashMap<>()), found);
        return found;
    }

    private static void walk(Configured value, Set<Configured> seen, List<Configured> found) {
        if (!seen.add(value)) {
            return;
        }
        if (!value.serialisable()) {
            found.add(value);
        }
        Children.of(value).values().forEach(child -> walk(child, seen, found));
    }

    /// Places where a step surely cannot take what the step before it returns, one line each. Judged by what the
    /// classes declare; a step that takes or returns anything is never reported.
    public static List<String> mismatches(Operator<?, ?> pipeline) {
        List<String> found = new ArrayList<>();
        mismatches("", pipeline, found);
        return found;
    }

    private static void mismatches(String where, Operator<?, ?> operator, List<String> found) {
        if (operator instanceof Sequential<?, ?>(var steps)) {
            for (int i = 1; i < steps.size(); i++) {
                var given = TypeArguments.output(steps.get(i - 1));
                var taken = TypeArguments.input(steps.get(i));
                if (steps.get(i).arity() != Arity.NONE && !compatible(given, taken)) {
                    found.add(where + "step " + i + ", " + steps.get(i).name() + ", takes a " + taken.getSimpleName()
                            + ", but step " + (i - 1) + ", " + steps.get(i - 1).name() + ", returns a "
                            + given.getSimpleName());
                }
            }
        }
        Children.of(operator).forEach((label, child) -> {
            if (child instanceof Operator<?, ?> inner) {
                mismatches(where + label + ": ", inner, found);
            }
        });
    }

    private static boolean compatible(Class<?> given, Class<?> taken) {
        return taken.isAssignableFrom(given)
                || given.isAssignableFrom(taken)
                || given.isInterface() && !java.lang.reflect.Modifier.isFinal(taken.getModifiers())
                || taken.isInterface() && !java.lang.reflect.Modifier.isFinal(given.getModifiers())
                || Number.class.isAssignableFrom(given) && Number.class.isAssignableFrom(taken);
    }
}

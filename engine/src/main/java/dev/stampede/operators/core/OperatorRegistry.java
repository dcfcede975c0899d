package dev.stampede.operators.core;

import dev.stampede.runtime.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/// The operators that can be named in a file. Immutable.
public final class OperatorRegistry {
    /// So many names are read before an error tires.
    private static final int LISTED = 40;

    private static final class Standard {
        static final OperatorRegistry REGISTRY = load();

        private static OperatorRegistry load() {
            var registry = core();
            for (var family : ServiceLoader.load(OperatorFamily.class, OperatorRegistry.class.getClassLoader())) {
                registry = registry.with(family);
            }
            return registry;
        }
    }

    private final Map<String, OperatorType> types;

    private OperatorRegistry(Map<String, OperatorType> types) {
        this.types = Collections.unmodifiableMap(types);
    }

    /// Composition only.
    public static OperatorRegistry core() {
        return new OperatorRegistry(new LinkedHashMap<>()).with(new CoreFamily());
    }

    /// The core and every family on the class path.
    public static OperatorRegistry standard() {
        return Standard.REGISTRY;
    }

    /// This registry and the operators of `family`.
    /// @throws IllegalArgumentException if a name is taken or a class could not be read back
    public OperatorRegistry with(OperatorFamily family) {
        Map<String, OperatorType> more = new LinkedHashMap<>(types);
        for (var type : family.types()) {
            var added = OperatorType.of(family.name(), type);
            var before = more.put(added.name(), added);
            if (before != null) {
                throw new IllegalArgumentException("two operators are named " + added.name() + ": "
                        + before.type().getName() + " and " + type.getName() + "; give one another name with @Named");
            }
        }
        return new OperatorRegistry(more);
    }

    /// Only these operators, for pipelines of people one does not know.
    /// @throws UnknownOperatorException if one of them is not registered
    public OperatorRegistry only(Collection<String> names) {
        Map<String, OperatorType> some = new LinkedHashMap<>();
        for (String name : names) {
            some.put(name, require(name));
        }
        return new OperatorRegistry(some);
    }

    /// Everything but these families, such as the readers and writers of files.
    public OperatorRegistry withoutFamilies(Collection<String> families) {
        Map<String, OperatorType> some = new LinkedHashMap<>(types);
        some.values().removeIf(type -> families.contains(type.family()));
        return new OperatorRegistry(some);
    }

    public Optional<OperatorType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /// @throws UnknownOperatorException if it is not registered; names those that are, or of many those like it
    public OperatorType require(String name) {
        return find(name).orElseThrow(() -> unknown(Set.of(name)));
    }

    UnknownOperatorException unknown(Set<String> unknown) {
        var allowed = new TreeSet<>(names());
        return new UnknownOperatorException(
                (unknown.size() == 1 ? "operator " : "operators ")
                        + String.join(", ", unknown) + (unknown.size() == 1 ? " is" : " are") + " not known here; "
                        + (allowed.size() <= LISTED ? "allowed are " + String.join(", ", allowed) : near(unknown)),
                allowed);
    }

    /// What to try instead, of hundreds.
    private String near(Set<String> unknown) {
        var guesses = new ArrayList<String>();
        for (var name : unknown) {
            Nearest.several(name, names())
                    .ifPresent(near ->
                            guesses.add("did you mean " + near + (unknown.size() == 1 ? "? " : " for " + name + "? ")));
        }
        return String.join("", guesses) + "`stampede pipe operators` lists all";
    }

    /// All names in the order of registration.
    public Set<String> names() {
        return types.keySet();
    }

    /// All types in the order of registration.
    public List<OperatorType> types() {
        return new ArrayList<>(types.values());
    }

    /// Makes what `state` says, nested operators included.
    /// @throws UnknownOperatorException if a name is not registered
    /// @throws IllegalArgumentException if a parameter is unknown, missing or wrong
    public Configured build(OperatorState state) {
        var type = require(state.op());
        if (state.version() != type.version()) {
            throw new IllegalArgumentException(state.op() + " was written as version " + state.version()
                    + ", this engine knows version " + type.version());
        }
        return type.build(state.config().values(), new Decoder(this));
    }
}

package dev.stampede.operators.core;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A class of operators that can be made from a configuration.
public final class OperatorType {
    /// Components of these names would replace methods that every operator has.
    private static final Set<String> TAKEN = Stream.concat(
                    Stream.of(Operator.class.getMethods()), Stream.of(Configured.class.getMethods()))
            .filter(method -> method.getParameterCount() == 0)
            .map(java.lang.reflect.Method::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final String name;
    private final int version;
    private final String family;
    private final Class<? extends Configured> type;
    private final Class<? extends Record> settings;
    private final List<Parameter> parameters;

    private OperatorType(String family, Class<? extends Configured> type, Class<? extends Record> settings) {
        this.name = Names.of(type);
        this.version = Names.version(type);
        this.family = family;
        this.type = type;
        this.settings = settings;
        this.parameters =
                Stream.of(settings.getRecordComponents()).map(Parameter::of).toList();
    }

    /// @throws IllegalArgumentException if the class could not be read back from its configuration
    static OperatorType of(String family, Class<? extends Configured> type) {
        var found = new OperatorType(family, type, settingsOf(type));
        for (var parameter : found.parameters) {
            if (TAKEN.contains(parameter.component())) {
                throw new IllegalArgumentException("operator " + found.name + ": a parameter cannot be called "
                        + parameter.component() + " in Java; call it something else and add @Key(\""
                        + parameter.component() + "\")");
            }
            if (!Decoder.canDecode(parameter.type())) {
                throw new IllegalArgumentException("operator " + found.name + ": parameter " + parameter.component()
                        + " of type " + parameter.type().getTypeName() + " has no JSON form");
            }
            parameter.defaultValue().ifPresent(text -> Decoder.json(text, found.name + "." + parameter.key()));
        }
        return found;
    }

    private static Class<? extends Record> settingsOf(Class<? extends Configured> type) {
        if (type.isRecord()) {
            return type.asSubclass(Record.class);
        }
        if (type == Graph.class) {
            return Graph.Topology.class;
        }
        if (SettingsOperator.class.isAssignableFrom(type)) {
            for (var constructor : type.getConstructors()) {
                var parameters = constructor.getParameterTypes();
                if (parameters.length == 1 && parameters[0].isRecord()) {
                    return parameters[0].asSubclass(Record.class);
                }
            }
        }
        throw new IllegalArgumentException("operator " + type.getName()
                + " is neither a record nor a SettingsOperator with a public constructor from its settings");
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    /// The family that registered it.
    public String family() {
        return family;
    }

    public Class<? extends Configured> type() {
        return type;
    }

    /// The record that holds the parameters: the class itself or its settings.
    public Class<? extends Record> settings() {
        return settings;
    }

    /// Its parameters in the order of the components.
    public List<Parameter> parameters() {
        return parameters;
    }

    /// An operator of this class.
    ///
    /// @param config plain values; parameters with a default may be missing
    /// @throws IllegalArgumentException if a name is unknown, a value missing or of the wrong kind, or the
    ///     operator refuses it; the message names the operator and the parameter
    Configured build(Map<String, ?> config, Decoder decoder) {
        Map<String, Object> left = new LinkedHashMap<>(config);
        List<Object> arguments = new ArrayList<>();
        for (var parameter : parameters) {
            String where = name + "." + parameter.key();
            if (left.containsKey(parameter.key())) {
                arguments.add(decoder.decode(parameter.type(), left.remove(parameter.key()), where));
            } else if (parameter.defaultValue().isPresent()) {
                arguments.add(decoder.decode(
                        parameter.type(), Decoder.json(parameter.defaultValue().get(), where), where));
            } else if (Decoder.isOptional(parameter.type())) {
                arguments.add(decoder.decode(parameter.type(), null, where));
            } else {
                throw new IllegalArgumentException(name + " needs the parameter " + parameter.key());
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " has no parameter " + left.keySet().iterator().next() + "; it has "
                            + (parameters.isEmpty()
                                    ? "none"
                                    : parameters.stream().map(Parameter::key).collect(Collectors.joining(", "))));
        }
        try {
            var made = Makers.newRecord(settings, arguments);
            return switch (made) {
                case Graph.Topology topology -> Graph.read(topology, decoder.registry());
                case Configured configured when type == settings -> configured;
                default -> wrap(made);
            };
        } catch (IllegalArgumentException e) {
            throw e.getMessage() != null && e.getMessage().startsWith(name)
                    ? e
                    : new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private Configured wrap(Record made) {
        try {
            Constructor<? extends Configured> constructor = type.getConstructor(settings);
            return constructor.newInstance(made);
        } catch (InvocationTargetException e) {
            throw Makers.unwrapped(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName() + " was checked when it was registered", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

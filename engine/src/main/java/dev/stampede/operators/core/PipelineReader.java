package dev.stampede.operators.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// Reads pipelines from JSON or YAML: `{"op": name, "v": 1, "config": {...}}`, operators nested in configurations
/// in the same form. Only names of the registry are known; nothing is built before all names in the text are
/// found to be allowed.
public final class PipelineReader {
    private final OperatorRegistry registry;
    private final Limits limits;

    private PipelineReader(OperatorRegistry registry, Limits limits) {
        this.registry = registry;
        this.limits = limits;
    }

    /// For one's own files.
    public static PipelineReader of(OperatorRegistry registry) {
        return new PipelineReader(registry, Limits.OWN);
    }

    /// For pipelines of people one does not know: `allowed` holds nothing but what they may use (see
    /// [OperatorRegistry#only] and [OperatorRegistry#withoutFamilies]), and depth, count and size are limited.
    public static PipelineReader sandboxed(OperatorRegistry allowed) {
        return sandboxed(allowed, Limits.UNTRUSTED);
    }

    public static PipelineReader sandboxed(OperatorRegistry allowed, Limits limits) {
        return new PipelineReader(allowed, limits);
    }

    /// What the reader allows, to be used for calls too.
    public Limits limits() {
        return limits;
    }

    /// @throws LimitException           if the text exceeds a limit
    /// @throws UnknownOperatorException if it names an operator that is not allowed
    /// @throws IllegalArgumentException if it is not JSON, or not a pipeline; says where
    public Operator<?, ?> fromJson(String text) {
        return operator(TreeReader.json(text, limits));
    }

    /// As [#fromJson] for YAML. Anchors, aliases, tags and several documents are refused.
    public Operator<?, ?> fromYaml(String text) {
        return operator(TreeReader.yaml(text, limits));
    }

    /// Part of an operator from JSON, such as a patcher: anything that is configured.
    /// @throws IllegalArgumentException as [#fromJson]
    public Configured partFromJson(String text) {
        return made(TreeReader.json(text, limits));
    }

    /// As [#partFromJson] for YAML.
    public Configured partFromYaml(String text) {
        return made(TreeReader.yaml(text, limits));
    }

    /// A pipeline from values that are read already.
    public Operator<?, ?> fromTree(Map<String, ?> tree) {
        return operator(tree);
    }

    /// Reads a file that ends in `.json`, `.yaml` or `.yml`.
    /// @throws IllegalArgumentException as [#fromJson]; the message names the file
    /// @throws IOException              if it cannot be read
    public Operator<?, ?> read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        if (!yaml && !name.endsWith(".json")) {
            throw new IllegalArgumentException(file + ": a pipeline ends in .yaml, .yml or .json");
        }
        long size = Files.size(file);
        try {
            if (size > limits.bytes()) {
                throw TreeReader.tooLarge(size, limits);
            }
            String text = Files.readString(file);
            return yaml ? fromYaml(text) : fromJson(text);
        } catch (UnknownOperatorException e) {
            throw new UnknownOperatorException(file + ": " + e.getMessage(), e.allowed());
        } catch (LimitException e) {
            throw new LimitException(file + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Operator<?, ?> operator(Object tree) {
        var made = made(tree);
        if (made instanceof Operator<?, ?> operator) {
            return operator;
        }
        throw new IllegalArgumentException(made.name() + " is a part of operators and not one by itself");
    }

    private Configured made(Object tree) {
        List<OperatorState> states = new ArrayList<>();
        collect(tree, "pipeline", states);
        var unknown = new TreeSet<String>();
        for (var state : states) {
            if (registry.find(state.op()).isEmpty()) {
                unknown.add(state.op());
            }
        }
        if (!unknown.isEmpty()) {
            throw registry.unknown(unknown);
        }
        return registry.build(states.getFirst());
    }

    /// Finds every operator in the text and checks its form.
    private static void collect(Object value, String where, List<OperatorState> found) {
        var state = Decoder.state(value, where);
        found.add(state);
        state.config().values().forEach((key, item) -> {
            String inside = where + "." + state.op() + "." + key;
            if (state.op().equals("Graph") && key.equals("nodes")) {
                collectNodes(item, inside, found);
            } else {
                search(item, inside, found);
            }
        });
    }

    private static void collectNodes(Object nodes, String where, List<OperatorState> found) {
        if (!(nodes instanceof List<?> list)) {
            throw new IllegalArgumentException(where + " is " + nodes + ", expected a list");
        }
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> node)) {
                throw new IllegalArgumentException(where + " holds " + item + ", expected nodes");
            }
            Map<Object, Object> operator = new java.util.LinkedHashMap<>(node);
            operator.remove("id");
            operator.remove("in");
            collect(operator, where, found);
        }
    }

    private static void search(Object value, String where, List<OperatorState> found) {
        switch (value) {
            case Map<?, ?> map when map.containsKey("op") -> collect(map, where, found);
            case Map<?, ?> map -> map.forEach((key, item) -> search(item, where + "." + key, found));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    search(list.get(i), where + "[" + i + "]", found);
                }
            }
            case null, default -> {}
        }
    }
}

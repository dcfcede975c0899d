package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// The nodes of a graph in an order in which they can run: depth first from the outputs, taken by name, so that
/// equal graphs have equal node names whatever the order in which their outputs were declared.
final class GraphOrder {
    private final List<Node.Call> calls;
    private final Map<Node, Integer> slots;
    private final int inputCount;
    private final List<String> ids;

    private GraphOrder(List<Node.Call> calls, Map<Node, Integer> slots, List<String> inputs) {
        this.calls = calls;
        this.slots = slots;
        this.inputCount = inputs.size();
        this.ids = new ArrayList<>(inputs);
        int number = 0;
        while (ids.size() < inputs.size() + calls.size()) {
            String id = "n" + number++;
            if (!inputs.contains(id)) {
                ids.add(id);
            }
        }
    }

    /// @throws IllegalArgumentException if an input is used that is not declared
    static GraphOrder of(List<Input> inputs, Map<String, Node> outputs) {
        Map<Node, Integer> slots = new IdentityHashMap<>();
        inputs.forEach(input -> slots.put(input, slots.size()));
        List<Node.Call> calls = new ArrayList<>();
        new TreeMap<>(outputs).forEach((name, node) -> visit(name, node, slots, calls));
        return new GraphOrder(calls, slots, inputs.stream().map(Input::name).toList());
    }

    private static void visit(String output, Node node, Map<Node, Integer> slots, List<Node.Call> calls) {
        if (slots.containsKey(node)) {
            return;
        }
        switch (node) {
            case null -> throw new OperatorTypeException("output " + output + " is null, expected a node");
            case Input input ->
                throw new IllegalArgumentException(
                        "output " + output + " needs the input " + input + ", which is not declared");
            case Node.Call call -> {
                call.parents().forEach(parent -> visit(output, parent, slots, calls));
                slots.put(call, slots.size());
                calls.add(call);
            }
        }
    }

    /// Runs every node once; a value is let go when nothing needs it any more.
    Map<String, Object> run(List<?> inputs, SequencedMap<String, Node> outputs) {
        Object[] values = new Object[inputCount + calls.size()];
        for (int i = 0; i < inputCount; i++) {
            values[i] = inputs.get(i);
        }
        Set<Integer> kept = new HashSet<>();
        outputs.values().forEach(node -> kept.add(slots.get(node)));
        int[] lastUse = lastUse();
        for (int i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            String where = "node " + ids.get(inputCount + i);
            List<Object> given = new ArrayList<>();
            call.parents().forEach(parent -> given.add(values[slots.get(parent)]));
            values[inputCount + i] = Steps.run(call.operator(), Steps.pack(call.operator(), given, where), where);
            for (var parent : call.parents()) {
                int slot = slots.get(parent);
                if (lastUse[slot] == i && !kept.contains(slot)) {
                    values[slot] = null;
                }
            }
        }
        Map<String, Object> results = new LinkedHashMap<>();
        outputs.forEach((name, node) -> results.put(name, values[slots.get(node)]));
        return Collections.unmodifiableMap(results);
    }

    private int[] lastUse() {
        int[] last = new int[inputCount + calls.size()];
        for (int i = 0; i < calls.size(); i++) {
            for (var parent : calls.get(i).parents()) {
                last[slots.get(parent)] = i;
            }
        }
        return last;
    }

    SequencedMap<String, Operator<?, ?>> operators() {
        SequencedMap<String, Operator<?, ?>> operators = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            operators.put(ids.get(inputCount + i), calls.get(i).operator());
        }
        return operators;
    }

    Graph.Topology topology(SequencedMap<String, Node> outputs) {
        List<Graph.NodeState> nodes = new ArrayList<>();
        for (var call : calls) {
            var state = OperatorState.of(call.operator());
            nodes.add(new Graph.NodeState(
                    id(call),
                    state.op(),
                    state.version(),
                    state.config(),
                    call.parents().stream().map(this::id).toList()));
        }
        Map<String, String> named = new LinkedHashMap<>();
        outputs.forEach((name, node) -> named.put(name, id(node)));
        return new Graph.Topology(List.copyOf(ids.subList(0, inputCount)), nodes, named);
    }

    private String id(Node node) {
        return ids.get(slots.get(node));
    }

    String describe(List<Input> inputs, SequencedMap<String, Node> outputs) {
        var text = new StringBuilder("Graph\n");
        inputs.forEach(input -> text.append("  input ").append(input).append('\n'));
        for (var call : calls) {
            text.append("  ").append(id(call)).append(" = ");
            text.append(call.operator().describe().indent(2).strip());
            if (!call.parents().isEmpty()) {
                text.append(" <- ")
                        .append(String.join(
                                ", ", call.parents().stream().map(this::id).toList()));
            }
            text.append('\n');
        }
        outputs.forEach((name, node) -> text.append("  output ")
                .append(name)
                .append(" = ")
                .append(id(node))
                .append('\n'));
        return text.toString().stripTrailing();
    }
}

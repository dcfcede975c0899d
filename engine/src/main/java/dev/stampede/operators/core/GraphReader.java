package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes a graph from its stored form. Nodes may come in any order.
final class GraphReader {
    private final Map<String, Node> made = new LinkedHashMap<>();
    private final Map<String, Graph.NodeState> stored = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();
    private final OperatorRegistry registry;

    private GraphReader(OperatorRegistry registry) {
        this.registry = registry;
    }

    static Graph read(Graph.Topology topology, OperatorRegistry registry) {
        var reader = new GraphReader(registry);
        List<Input> inputs = new ArrayList<>();
        for (String name : topology.inputs()) {
            var input = new Input(name);
            inputs.add(input);
            Require.that(reader.made.put(name, input) == null, "Graph.inputs", topology.inputs(), "every name once");
        }
        for (var node : topology.nodes()) {
            Require.that(
                    !reader.made.containsKey(node.id()) && reader.stored.put(node.id(), node) == null,
                    "Graph node",
                    node.id(),
                    "a name that is not taken");
        }
        Map<String, Node> outputs = new LinkedHashMap<>();
        topology.outputs().forEach((name, id) -> outputs.put(name, reader.node(id, "output " + name)));
        // Nodes that no output needs are checked all the same: a misspelt name would otherwise stay unnoticed.
        reader.stored.keySet().forEach(id -> reader.node(id, "node " + id));
        return new Graph(inputs, outputs);
    }

    private Node node(String id, String user) {
        var known = made.get(id);
        if (known != null) {
            return known;
        }
        var state = stored.get(id);
        if (state == null) {
            throw new IllegalArgumentException(
                    "Graph: " + user + " refers to " + id + ", which is neither an input nor a node");
        }
        if (!open.add(id)) {
            throw new IllegalArgumentException("Graph: the nodes form a cycle through " + id);
        }
        List<Node> parents = new ArrayList<>();
        state.in().forEach(parent -> parents.add(node(parent, "node " + id)));
        if (!(registry.build(new OperatorState(state.op(), state.v(), state.config()))
                instanceof Operator<?, ?> operator)) {
            throw new OperatorTypeException("Graph: node " + id + ", " + state.op() + ", is not an operator");
        }
        var call = Node.call(operator, parents);
        made.put(id, call);
        return call;
    }
}

package dev.stampede.insar.stage6;

import dev.stampede.insar.model.ImageNetwork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Loops of interferograms whose phases must add up to zero: every triangle of the network and, for an
/// interferogram in none, the shortest loop through it, if there is one.
final class ClosureLoops {
    private ClosureLoops() {}

    /// @param column interferograms of the loop, positions in the network
    /// @param sign   +1 where the loop runs from the first to the second image, else -1
    record Loop(int[] column, int[] sign) {}

    static List<Loop> of(ImageNetwork network) {
        var links = links(network);
        var loops = new ArrayList<Loop>();
        var closed = new HashSet<Integer>();
        int[] images = network.images();
        for (int a : images) {
            for (int b : images) {
                for (int c : images) {
                    if (a < b && b < c && linked(links, a, b) && linked(links, b, c) && linked(links, a, c)) {
                        add(loops, closed, network, links, List.of(a, b, c, a));
                    }
                }
            }
        }
        for (int i = 0; i < network.count(); i++) {
            if (!closed.contains(i)) {
                var path = shortest(links, network.second()[i], network.first()[i]);
                if (path != null) {
                    path.addFirst(network.first()[i]);
                    add(loops, closed, network, links, List.copyOf(path));
                }
            }
        }
        return loops;
    }

    /// Interferogram between two images, either way round.
    private static Map<Integer, Map<Integer, Integer>> links(ImageNetwork network) {
        var links = new HashMap<Integer, Map<Integer, Integer>>();
        for (int i = 0; i < network.count(); i++) {
            links.computeIfAbsent(network.first()[i], k -> new HashMap<>()).put(network.second()[i], i);
            links.computeIfAbsent(network.second()[i], k -> new HashMap<>()).put(network.first()[i], i);
        }
        return links;
    }

    private static boolean linked(Map<Integer, Map<Integer, Integer>> links, int a, int b) {
        return links.get(a).containsKey(b);
    }

    private static void add(
            List<Loop> loops,
            Set<Integer> closed,
            ImageNetwork network,
            Map<Integer, Map<Integer, Integer>> links,
            List<Integer> path) {
        var column = new int[path.size() - 1];
        var sign = new int[column.length];
        for (int s = 0; s < column.length; s++) {
            column[s] = links.get(path.get(s)).get(path.get(s + 1));
            sign[s] = network.first()[column[s]] == path.get(s) ? 1 : -1;
        }
        if (Arrays.stream(column).distinct().count() == column.length) {
            Arrays.stream(column).forEach(closed::add);
            loops.add(new Loop(column, sign));
        }
    }

    /// Images from `from` to `to` without the link between the two, or `null`.
    private static ArrayDeque<Integer> shortest(Map<Integer, Map<Integer, Integer>> links, int from, int to) {
        var before = new HashMap<Integer, Integer>();
        var queue = new ArrayDeque<Integer>();
        before.put(from, from);
        queue.add(from);
        while (!queue.isEmpty() && !before.containsKey(to)) {
            int image = queue.remove();
            for (int next : links.get(image).keySet().stream().sorted().toList()) {
                boolean direct = image == from && next == to;
                if (!direct && before.putIfAbsent(next, image) == null) {
                    queue.add(next);
                }
            }
        }
        if (!before.containsKey(to)) {
            return null;
        }
        var path = new ArrayDeque<Integer>();
        for (int image = to; ; image = before.get(image)) {
            path.addFirst(image);
            if (image == from) {
                return path;
            }
        }
    }
}

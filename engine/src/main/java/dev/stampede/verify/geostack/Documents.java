package dev.stampede.verify.geostack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Reads lists of expected documents.
final class Documents {
    private Documents() {}

    /// Numbers; texts stand for those that JSON does not have.
    static double[] doubles(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToDouble(i -> Double.parseDouble(list.get(i).asText()))
                .toArray();
    }

    static List<Integer> integers(JsonNode list) {
        return list(list, JsonNode::asInt);
    }

    static <T> List<T> list(JsonNode list, Function<JsonNode, T> item) {
        var all = new ArrayList<T>();
        list.forEach(node -> all.add(item.apply(node)));
        return all;
    }

    /// Whether a call is refused as a wrong argument.
    static boolean isRefused(Supplier<?> call) {
        try {
            call.get();
            return false;
        } catch (IllegalArgumentException refused) {
            return true;
        }
    }
}

package dev.stampede.insar.params;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Turns parameters of early StaMPS releases into today's: lists of what to use become lists of what to drop.
final class OldParameterNames {
    private OldParameterNames() {}

    /// Changes `values` in place. A list whose complement needs the number of interferograms stays as it is
    /// until the folder has a `ps2` or `ps1`.
    static void migrate(Map<String, MatValue> values, Path folder) {
        values.remove("weed_alpha");
        values.remove("pixel_aspect_ratio");
        boolean smallBaseline = values.get("small_baseline_flag") instanceof MatText flag
                && flag.codeUnits().equals("y");
        complement(values, "unwrap_ifg_index", "drop_ifg_index", folder, "n_ifg");
        complement(values, "recalc_index", "scla_drop_index", folder, smallBaseline ? "n_image" : "n_ifg");
        complement(values, "sb_recalc_index", "sb_scla_drop_index", folder, "n_ifg");
        if (values.remove("plot_pixel_size") instanceof MatArray size && size.size() == 1) {
            values.put("plot_scatterer_size", Mat.scalar(size.get(0) * 25));
        }
    }

    private static void complement(Map<String, MatValue> values, String old, String now, Path folder, String total) {
        if (!(values.get(old) instanceof MatArray used)) {
            values.remove(old);
            return;
        }
        var count = count(folder, total);
        if (count.isPresent()) {
            var kept = DoubleStream.of(used.toDoubles()).boxed().toList();
            var dropped = IntStream.rangeClosed(1, count.get())
                    .mapToDouble(i -> i)
                    .filter(i -> !kept.contains(i))
                    .toArray();
            values.put(now, dropped.length == 0 ? Mat.empty() : Mat.row(dropped));
            values.remove(old);
        }
    }

    private static Optional<Integer> count(Path folder, String name) {
        for (var file : new String[] {"ps2.mat", "ps1.mat"}) {
            if (Files.exists(folder.resolve(file))) {
                try (var arena = Arena.ofConfined();
                        var mat = MatFiles.open(folder.resolve(file))) {
                    if (mat.find(name).isPresent() && mat.read(arena, name) instanceof MatArray value) {
                        return Optional.of((int) value.scalar());
                    }
                } catch (IOException damaged) {
                    // Reported by the stage that needs the file.
                }
            }
        }
        return Optional.empty();
    }
}

package dev.stampede.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Names the processing boundary behind a failing artifact; the earliest one that fails is the one to look at.
final class Classification {
    private static final List<String> ORDER = List.of(
            "stage1_patch_boundary",
            "stage2_patch_boundary",
            "stage3_patch_boundary",
            "stage4_patch_boundary",
            "unwrap_smoothing",
            "unwrapped_noise_statistics");

    private Classification() {}

    static String boundary(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        String artifact = file.endsWith(".mat") ? file.substring(0, file.length() - 4) : file;
        boolean patch = path.indexOf('/') >= 0;
        return switch (artifact) {
            case "pm1" -> "stage2_patch_boundary";
            case "select1" -> "stage3_patch_boundary";
            case "weed1" -> "stage4_patch_boundary";
            case "scla2", "scla_sb2", "scla_smooth2", "scla_smooth_sb2", "scn2", "mean_v", "mv2", "uw_space_time" ->
                "unwrapped_noise_statistics";
            case "pm2", "ifgstd2", "phuw2", "phuw_sb2", "phuw_sb_res2", "uw_phaseuw", "uw_grid", "uw_interp", "rc2" ->
                "unwrap_smoothing";
            default ->
                artifact.endsWith("2") ? patch ? "stage4_patch_boundary" : "unwrap_smoothing" : "stage1_patch_boundary";
        };
    }

    static Map<String, Object> of(VerificationReport report) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        ORDER.forEach(boundary -> counts.put(boundary, 0));
        report.failed().forEach(f -> counts.merge(boundary(f.path()), 1, Integer::sum));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("boundaries", counts);
        document.put(
                "next_target",
                ORDER.stream().filter(b -> counts.get(b) > 0).findFirst().orElse(null));
        return document;
    }
}

package dev.stampede.insar.synth;

import java.io.IOException;

/// The layout of SNAP and GAMMA.
///
/// ```
/// rslc/D.rslc(.par)  diff0/M_S.diff .base         single master
/// SMALL_BASELINES/D1_D2/{D1,D2}.rslc(.par), D1_D2.diff .base
/// geo/M.lon .lat  geo/M_dem.rdc                   (SNAP names the height elevation_dem.rdc; both end in
/// dem.rdc)
/// ```
record KeyedTextNames(StackPlan plan) implements StackNames {
    @Override
    public String image(int image) {
        return plan.smallBaselines() ? imageOf(plan.firstPairOf(image), image) : "rslc/" + plan.name(image) + ".rslc";
    }

    @Override
    public String imageOf(int[] pair, int image) {
        return folder(pair) + plan.name(image) + ".rslc";
    }

    @Override
    public String interferogram(int[] pair) {
        return folder(pair) + plan.name(pair) + ".diff";
    }

    private String folder(int[] pair) {
        return plan.smallBaselines() ? "SMALL_BASELINES/" + plan.name(pair) + "/" : "diff0/";
    }

    @Override
    public String longitude() {
        return "geo/" + plan.master() + ".lon";
    }

    @Override
    public String latitude() {
        return "geo/" + plan.master() + ".lat";
    }

    @Override
    public String height() {
        return "geo/" + plan.master() + "_dem.rdc";
    }

    @Override
    public void describe(ExportFiles files) throws IOException {
        for (int i = 0; i < plan.images().size(); i++) {
            files.text(image(i) + ".par", parameters(i));
        }
        for (var pair : plan.pairs()) {
            files.text(
                    folder(pair) + plan.name(pair) + ".base",
                    ExportText.baseline(
                            plan.images().get(pair[0]), plan.images().get(pair[1])));
            if (plan.smallBaselines()) {
                for (int i : pair) {
                    files.text(imageOf(pair, i) + ".par", parameters(i));
                }
            }
        }
        var scene = plan.scene();
        files.text(
                "geo/" + plan.master() + ".diff_par",
                "range_samp_1: " + scene.width() + "\naz_samp_1: " + scene.height() + "\n");
        files.text("dem/scene_seg.par", "width: " + scene.width() + "\nnlines: " + scene.height() + "\n");
    }

    private String parameters(int image) {
        return ExportText.parameters(plan.options(), plan.scene(), plan.images().get(image));
    }
}

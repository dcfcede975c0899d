package dev.stampede.insar.synth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The layouts of Doris and ISCE.
///
/// ```
/// Doris                                            ISCE
/// M_crop.slc  S/slave_res.slc                      reference/reference.slc  S/secondary.slc     single master
/// S/cint.minrefdem.raw                             S/isce_minrefdem.int
/// SMALL_BASELINES/D1_D2/{master,slave}_filtrg.slc  SMALL_BASELINES/D1_D2/{reference,secondary}.slc
/// lon.raw lat.raw dem_radar_i.raw                  lon.raw lat.raw dem.raw inc_angle.raw
/// look_angle.1.in  bperp_S.1.in                    baselineGRID_S
/// day master_day ifgday bperp heading lambda slc_osfactor .1.in, width.txt, len.txt
/// ```
///
/// The simulated angles and baselines do not depend on height, so the grids of Doris repeat their values at
/// 1000 m.
///
/// @param plan what is simulated
/// @param isce whether to write as ISCE does
record DatedNames(StackPlan plan, boolean isce) implements StackNames {
    /// Nodes along a side of a grid of Doris.
    private static final int DORIS_GRID = 50;

    /// Nodes of a coarse raster of ISCE.
    private static final int ISCE_COLUMNS = 40;

    private static final int ISCE_LINES = 30;

    @Override
    public String image(int image) {
        if (plan.smallBaselines()) {
            return imageOf(plan.firstPairOf(image), image);
        }
        if (image == plan.reference()) {
            return isce ? "reference/reference.slc" : plan.master() + "_crop.slc";
        }
        return plan.name(image) + (isce ? "/secondary.slc" : "/slave_res.slc");
    }

    @Override
    public String imageOf(int[] pair, int image) {
        boolean first = image == pair[0];
        return folder(pair)
                + (isce
                        ? (first ? "reference.slc" : "secondary.slc")
                        : (first ? "master_filtrg.slc" : "slave_filtrg.slc"));
    }

    @Override
    public String interferogram(int[] pair) {
        return folder(pair) + (isce ? "isce_minrefdem.int" : "cint.minrefdem.raw");
    }

    private String folder(int[] pair) {
        return plan.smallBaselines() ? "SMALL_BASELINES/" + plan.name(pair) + "/" : plan.name(pair[1]) + "/";
    }

    @Override
    public String longitude() {
        return "lon.raw";
    }

    @Override
    public String latitude() {
        return "lat.raw";
    }

    @Override
    public String height() {
        return isce ? "dem.raw" : "dem_radar_i.raw";
    }

    private int[] secondaries() {
        return IntStream.range(0, plan.images().size())
                .filter(i -> i != plan.reference())
                .toArray();
    }

    @Override
    public void describe(ExportFiles files) throws IOException {
        var footprint = plan.options().footprint();
        var texts = plan.smallBaselines() ? "SMALL_BASELINES/" : "";
        files.text("width.txt", footprint.width() + "\n");
        files.text("len.txt", footprint.height() + "\n");
        files.text(texts + "master_day.1.in", plan.master() + "\n");
        files.text(texts + "heading.1.in", footprint.heading() + "\n");
        files.text(texts + "lambda.1.in", plan.scene().wavelength() + "\n");
        files.text(texts + "slc_osfactor.1.in", "1\n");
        var days = new StringBuilder();
        var baselines = new StringBuilder();
        for (int i : secondaries()) {
            days.append(plan.name(i)).append('\n');
            baselines
                    .append(String.format(
                            Locale.ROOT, "%.4f", plan.images().get(i).bperp()))
                    .append('\n');
        }
        files.text(texts + "day.1.in", days.toString());
        files.text(texts + "bperp.1.in", baselines.toString());
        if (plan.smallBaselines()) {
            var pairs = new StringBuilder();
            for (var pair : plan.pairs()) {
                pairs.append(plan.name(pair).replace('_', ' ')).append('\n');
            }
            files.text(texts + "ifgday.1.in", pairs.toString());
        }
        if (isce) {
            describeAsIsce(files);
        } else {
            describeAsDoris(files);
        }
    }

    private void describeAsDoris(ExportFiles files) throws IOException {
        var scene = plan.scene();
        files.text("look_angle.1.in", grid((line, column) -> Math.toDegrees(scene.lookAt(column))));
        for (int i : secondaries()) {
            var image = plan.images().get(i);
            files.text("bperp_" + image.name() + ".1.in", grid((line, column) -> image.bperpAt(scene, line, column)));
        }
    }

    /// A value at a place between pixels.
    private interface Place {
        double value(double line, double column);
    }

    private double node(int i, int nodes, int size) {
        return (double) i * size / (nodes - 1);
    }

    private String grid(Place place) {
        var scene = plan.scene();
        var text = new StringBuilder();
        for (int j = 0; j < DORIS_GRID; j++) {
            for (int i = 0; i < DORIS_GRID; i++) {
                double value = place.value(node(j, DORIS_GRID, scene.height()), node(i, DORIS_GRID, scene.width()));
                var line = String.format(Locale.ROOT, "%.6f\n", value);
                text.append(line).append(line);
            }
        }
        return text.toString();
    }

    private void describeAsIsce(ExportFiles files) throws IOException {
        var scene = plan.scene();
        for (int i : secondaries()) {
            var image = plan.images().get(i);
            var values =
                    ByteBuffer.allocate(ISCE_COLUMNS * ISCE_LINES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int k = 0; k < ISCE_COLUMNS * ISCE_LINES; k++) {
                values.putFloat((float) image.bperpAt(
                        scene,
                        node(k / ISCE_COLUMNS, ISCE_LINES, scene.height()),
                        node(k % ISCE_COLUMNS, ISCE_COLUMNS, scene.width())));
            }
            var name = "baselineGRID_" + image.name();
            files.bytes(name, values.array());
            files.text(name + ".xml", xml(ISCE_COLUMNS, ISCE_LINES, "FLOAT"));
        }
        IntToDoubleFunction incidence = column -> Math.toDegrees(scene.incidence(column));
        var line = ByteBuffer.allocate(scene.width() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int x = 0; x < scene.width(); x++) {
            line.putFloat((float) incidence.applyAsDouble(x));
        }
        files.repeated("inc_angle.raw", line.array(), scene.height());
        for (var raster : new String[] {"inc_angle.raw", longitude(), latitude(), height()}) {
            files.text(raster + ".xml", xml(scene.width(), scene.height(), "FLOAT"));
        }
        var complex = xml(scene.width(), scene.height(), "CFLOAT");
        for (int i = 0; i < plan.images().size(); i++) {
            files.text(image(i) + ".xml", complex);
        }
        for (var pair : plan.pairs()) {
            files.text(interferogram(pair) + ".xml", complex);
        }
    }

    private static String xml(int width, int length, String type) {
        return """
                <imageFile>
                  <property name="BYTE_ORDER"><value>l</value></property>
                  <component name="coordinate1"><property name="size"><value>%1$d</value></property></component>
                  <component name="coordinate2"><property name="size"><value>%2$d</value></property></component>
                  <property name="DATA_TYPE"><value>%3$s</value></property>
                  <property name="LENGTH"><value>%2$d</value></property>
                  <property name="NUMBER_BANDS"><value>1</value></property>
                  <property name="SCHEME"><value>BIP</value></property>
                  <property name="WIDTH"><value>%1$d</value></property>
                </imageFile>
                """.formatted(width, length, type);
    }
}

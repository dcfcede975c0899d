package dev.stampede.operators;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.operators.core.OperatorType;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.operators.core.PipelineWriter;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operator and every part of a patcher that can be named in a file comes back from JSON and YAML as it was
/// written, with the same digest.
class StoredFormTest {
    private static final OperatorRegistry REGISTRY = OperatorRegistry.standard();
    private static final PipelineReader READER = PipelineReader.of(REGISTRY);

    private static final String TIMES = "{op: TemporalPatcher, config: {geometry: {op: FixedLookback, config:"
            + " {length: 5}}, sampler: {op: CausalRolling}, window: {op: CausalBoxcar}, aggregation:"
            + " {op: TemporalMean}}}";
    private static final String STENCIL = "{op: Stencil, config: {start: -4, stop: 2, step: 2}}";
    private static final String SIZED = "{op: SpatialRectangular, config: {size: [8, 6], boundary: pad}}";

    /// Parameters of those for which a number of 1 or a text of `x` in each will not do.
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            entry("ProfileLine", "{src: [0, 1], dst: [5, 7.5]}"),
            entry("WriteVector", "{path: a.geojson, layer: points}"),
            entry("AlongTrack", "{track: [{x: 1, y: 2}, {x: 3, y: 5.5}], spacing: 2}"),
            entry("AltitudeMask", "{min_elev: -3.5}"),
            entry("AnnotatePoints", "{points: [[1, 2], [3, 4]], crs: EPSG:4326}"),
            entry("BandMath", "{expression: (b0 - b1) / 2}"),
            entry("BBoxMask", "{bounds: [1, 2, 3, 4], crs: EPSG:4326}"),
            entry("AssertValidFraction", "{min_valid: 0.5}"),
            entry("Compose", "{augmentations: [{op: RandomFlip}, {op: CutMix, config: {pool: [a.tif]}}], seed: 3}"),
            entry("CropTo", "{shape: [3, 4]}"),
            entry("CropToBounds", "{bounds: [1, 2, 3, 4]}"),
            entry("ExplicitCoords", "{points: [{x: 1, y: 2.5}]}"),
            entry(
                    "GridSampler",
                    "{patcher: {op: SpatialPatcher, config: {geometry: " + SIZED
                            + ", sampler: {op: SpatialRegularStride, config: {step: 4}}, window: {op: SpatialHann},"
                            + " aggregation: {op: SpatialMedian}}}}"),
            entry("MinMax", "{vmin: 1, vmax: 2.5}"),
            entry("MinMaxScaler", "{vmin: [1, 2], vmax: 3}"),
            entry("PadTo", "{shape: [30, 40]}"),
            entry("Resample", "{resolution: [20, 30]}"),
            entry("Resize", "{shape: [30, 40]}"),
            entry("RobustScaler", "{fit_on_call: true}"),
            entry("SlidingWindow", "{size: [8, 9]}"),
            entry("SlopeMask", "{max_slope_deg: 30}"),
            entry("SpatialApproxQuantile", "{q: [0.1, 0.5]}"),
            entry("SpatialCustom", "{rows: [[1, 0.5], [0.5, 0]]}"),
            entry("SpatialExplicit", "{anchors: [{row: -1, col: 2}]}"),
            entry("SpatialJitteredStride", "{step: [8, 9], jitter: 0.5}"),
            entry(
                    "SpatialPatcher",
                    "{geometry: " + SIZED + ", sampler: {op: SpatialRandom, config: {n: 3}},"
                            + " window: {op: SpatialTukey}, aggregation: {op: SpatialReservoir}}"),
            entry("SpatialRectangular", "{size: 8, boundary: shrink}"),
            entry("SpatialRegularStride", "{step: [8, 9]}"),
            entry("StandardScaler", "{mean: 1, std: [1, 2]}"),
            entry("Tile", "{size: [8, 9], stride: [4, 4]}"),
            entry("CrossSectionalFlux", "{mask: {op: NDVI}, source: [1, 2], u: 3, v: 4}"),
            entry("DetectionThreshold", "{target: [1, 2], false_alarm_rate: 0.01, fit_on_call: true}"),
            entry("LinearTargetFromObs", "{coefficients: [0.1, 0.2]}"),
            entry("NonlinearTargetFromObs", "{coefficients: [0.1, 0.2]}"),
            entry("MatchedFilter", "{target: [1, 2], mean: [0, 1], cov: [[1, 0], [0, 1]]}"),
            entry("MatchedFilterSNR", "{target: [1, 2], fit_on_call: true}"),
            entry("PolygonIntersection", "{polygons: ['POLYGON ((0 0, 1 0, 1 1, 0 0))']}"),
            entry("SklearnOp", "{estimator: {op: KMeansEstimator, config: {k: 3}}}"),
            entry(
                    "SpatioTemporalPatcher",
                    "{space: {op: SpatialPatcher, config: {geometry: " + SIZED
                            + ", sampler: {op: SpatialRegularStride, config: {step: 4}}, window: {op: SpatialHann},"
                            + " aggregation: {op: SpatialSum}}}, time: " + TIMES + "}"),
            entry("Stencil", "{start: -4, stop: 2, step: 2, closed: both}"),
            entry("StencilGeometry", "{stencil: " + STENCIL + ", source_step: 3}"),
            entry("StencilSampler", "{geometry: {op: StencilGeometry, config: {stencil: " + STENCIL + "}}, every: 2}"),
            entry("SwathToGrid", "{coordinates: lonlat.tif, resolution: [0.1, 0.2]}"),
            entry("TemporalPatcher", TIMES.substring(TIMES.indexOf("config: ") + 8, TIMES.length() - 1)),
            entry("ToUint8", "{vmin: 0, vmax: 0.5}"),
            entry("WindAdvectionCone", "{source: [1, 2], u: 3, v: 4}"),
            entry("Try", "{primary: {op: NDVI}, fallback: {op: Identity}, on: [QcException]}"),
            entry("Composite", "{bands: [0, red, -1]}"),
            entry("ComputeSZA", "{center_coords: [11, 46], acquisition_date: '2024-05-06T10:20:30'}"),
            entry("DecodeBitmask", "{bits: {cloud: [1, 3], snow: [5]}}"),
            entry("EarthSunDistanceCorrection", "{acquisition_date: '2024-05-06'}"),
            entry("IntegratedIrradiance", "{srf: [[0, 1]], solar_irradiance: [2, 3]}"),
            entry("MaskCirrus", "{bits: [1]}"),
            entry("MaskClouds", "{values: [1, 2], qa_band: QA}"),
            entry("MaskCloudShadow", "{bits: [1], mode: all}"),
            entry("MaskSnow", "{bits: [1]}"),
            entry("MaskWater", "{bits: [1]}"),
            entry(
                    "RadianceToReflectance",
                    "{solar_irradiance: [1], acquisition_date: '2024-05-06T10:20:30', sza_deg: 30}"),
            entry("ReadBounds", "{src: a.tif, bounds: [0, 0, 10, 10.5]}"),
            entry("ReadCenterCoords", "{src: a.tif, center: [1, 2], size: [3, 4]}"),
            entry("ReadTile", "{src: a.tif, tile: [3, 1, 2]}"),
            entry("ReadWindow", "{src: a.tif, window: [0, -2, 10, 10]}"),
            entry(
                    "ReflectanceToRadiance",
                    "{solar_irradiance: [1], acquisition_date: '2024-05-06T10:20:30', sza_deg: 30}"),
            entry("ApplyDiscreteColormap", "{colors: {'1': [0, 1, 2], '-4': [1, 2, 3, 4]}}"),
            entry("ApplySRF", "{target_center_wavelengths: [15], target_fwhm: [4], source_wavelengths: [10, 20]}"),
            entry("RandomCrop", "{size: [3, 4], seed: 5}"),
            entry("StratifiedSample", "{labels: l.tif, target_proportions: {'1': 0.5, '2': 0.25}, n_samples: 7}"),
            entry("Graph", "{inputs: [a], nodes: [{id: n0, op: NDVI, in: [a]}], outputs: {ndvi: n0}}"),
            entry("Fanout", "{branches: {a: {op: NDVI}, b: {op: NDWI, config: {green: G}}}}"),
            entry("Juxt", "{operators: [{op: NDVI}, {op: Identity}]}"),
            entry("Sequential", "{operators: [{op: NDVI}, {op: Identity}]}"));

    static Stream<OperatorType> types() {
        return REGISTRY.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void comesBackFromJsonAndYaml(OperatorType type) {
        var made = READER.partFromYaml("{op: " + type.name() + ", config: "
                + SAMPLES.getOrDefault(type.name(), "{" + sample(type) + "}") + "}");
        assertThat(made).isInstanceOf(type.type());
        assertThat(made.serialisable()).isTrue();

        for (var text : new String[] {PipelineWriter.json(made), PipelineWriter.yaml(made)}) {
            var back = text.startsWith("{") ? READER.partFromJson(text) : READER.partFromYaml(text);

            assertThat(back).as(text).isEqualTo(made);
            assertThat(back.config()).isEqualTo(made.config());
            assertThat(OperatorState.of(back).digest())
                    .isEqualTo(OperatorState.of(made).digest());
        }
    }

    /// A value for each parameter that has none.
    private static String sample(OperatorType type) {
        return type.parameters().stream()
                .filter(parameter -> parameter.isRequired())
                .map(parameter -> parameter.key() + ": " + value(parameter.typeText()))
                .collect(Collectors.joining(", "));
    }

    private static String value(String type) {
        if (type.startsWith("list of ") || type.startsWith("set of ")) {
            String item = value(type.substring(type.indexOf("of ") + 3));
            return "[" + item + "]";
        }
        if (type.startsWith("map to ")) {
            return "{'1': " + value(type.substring("map to ".length())) + "}";
        }
        if (type.startsWith("one of ")) {
            return type.substring("one of ".length()).split(",")[0];
        }
        return switch (type) {
            case "number" -> "1.5";
            case "whole number", "per band", "any value" -> "1";
            case "band" -> "nir";
            case "true or false" -> "true";
            case "operator", "augmentation" -> type.equals("operator") ? "{op: NDVI}" : "{op: RandomFlip}";
            case "local date" -> "'2024-05-06'";
            case "local date time" -> "'2024-05-06T01:02:03'";
            default -> "x";
        };
    }

    @Test
    void samplesBelongToOperators() {
        assertThat(REGISTRY.names()).containsAll(SAMPLES.keySet());
    }
}

package dev.stampede.synth;

/// The classes of a scene classification that the simulation gives, with their numbers in Sentinel-2's
/// layer.
enum SceneClass {
    CLOUD_SHADOW(3),
    VEGETATION(4),
    BARE_SOIL(5),
    WATER(6),
    CLOUD_MEDIUM(8),
    CLOUD_HIGH(9),
    THIN_CIRRUS(10);

    static final int COUNT = 12;
    private final int number;

    SceneClass(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}

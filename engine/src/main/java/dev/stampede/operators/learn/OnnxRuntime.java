package dev.stampede.operators.learn;

import dev.stampede.runtime.UsageException;

/// Whether ONNX Runtime is here. It is an optional library: its classes are touched only after this says so.
final class OnnxRuntime {
    private static final String CLASS = "ai.onnxruntime.OrtEnvironment";
    private static final String ARTIFACT = "com.microsoft.onnxruntime:onnxruntime";

    private OnnxRuntime() {}

    /// @throws UsageException if it is not on the class path; names the artifact
    static void require() {
        require(OnnxRuntime.class.getClassLoader());
    }

    static void require(ClassLoader loader) {
        try {
            Class.forName(CLASS, false, loader);
        } catch (ClassNotFoundException e) {
            throw new UsageException(
                    "ONNX models need ONNX Runtime, which is not on the class path: add the Maven artifact " + ARTIFACT
                            + " (1.23 or newer), or put its jar into the lib folder of the installation",
                    e);
        }
    }
}

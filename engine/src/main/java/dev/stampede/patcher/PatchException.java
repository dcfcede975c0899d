package dev.stampede.patcher;

/// A patch that could not be read or worked on; says which.
public final class PatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient PixelAnchor anchor;

    public PatchException(PixelAnchor anchor, Throwable cause) {
        super("the patch at " + anchor + ": " + cause.getMessage(), cause);
        this.anchor = anchor;
    }

    public PixelAnchor anchor() {
        return anchor;
    }
}

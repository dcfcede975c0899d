package dev.stampede.operators.geom;

/// Where things above the ground are that a geostationary satellite sees elsewhere. The line of sight to the
/// place seen on the ellipsoid is cut with an ellipsoid whose half-axes are longer by the height,
///
///     S + t (P - S),   (x^2 + y^2) / (a + h)^2 + z^2 / (b + h)^2 = 1,   the smaller t
///
/// and the latitude is that of the normal of this ellipsoid. Error against a normal of the ground: below 1e-4
/// degrees at 20 km. Source of the geometry: CGMS 03, LRIT/HRIT Global Specification, section 4.4.3.2; axes of
/// WGS84.
///
/// @param longitude of the satellite, degrees
/// @param distance  of the satellite from the centre of the Earth, metres
record Parallax(double longitude, double distance) {
    static final double A = 6_378_137.0;
    static final double B = 6_356_752.314245;

    /// Longitude and latitude, degrees, of what stands `height` metres above the ground and is seen at a place;
    /// the place itself where the satellite does not see it.
    double[] corrected(double seenLongitude, double seenLatitude, double height) {
        double lon = Math.toRadians(seenLongitude - longitude);
        double lat = Math.toRadians(seenLatitude);
        double e2 = 1 - B * B / (A * A);
        double normal = A / Math.sqrt(1 - e2 * Math.sin(lat) * Math.sin(lat));
        double px = normal * Math.cos(lat) * Math.cos(lon);
        double py = normal * Math.cos(lat) * Math.sin(lon);
        double pz = normal * (1 - e2) * Math.sin(lat);
        double dx = px - distance;
        // The satellite stands above the horizon of P: (S - P) n > 0.
        double above = -dx * Math.cos(lat) * Math.cos(lon) - py * Math.cos(lat) * Math.sin(lon) - pz * Math.sin(lat);
        if (!(above > 0)) {
            return new double[] {seenLongitude, seenLatitude};
        }
        double wide = (A + height) * (A + height);
        double high = (B + height) * (B + height);
        double qa = (dx * dx + py * py) / wide + pz * pz / high;
        double qb = distance * dx / wide;
        double qc = distance * distance / wide - 1;
        double t = (-qb - Math.sqrt(Math.max(0, qb * qb - qa * qc))) / qa;
        double x = distance + t * dx;
        double y = t * py;
        double z = t * pz;
        double newLon = longitude + Math.toDegrees(Math.atan2(y, x));
        double newLat = Math.toDegrees(Math.atan2(z * wide, Math.hypot(x, y) * high));
        return new double[] {newLon, newLat};
    }
}

/* Everything of GDAL's C interface that the bindings choose from. Making them again needs GDAL's own headers (3.6 or newer,
 * Debian package libgdal-dev) in a folder the compiler searches. */
#include <gdal/gdal.h>
#include <gdal/gdal_alg.h>
#include <gdal/gdal_utils.h>
#include <gdal/ogr_api.h>
#include <gdal/ogr_srs_api.h>
#include <gdal/cpl_conv.h>
#include <gdal/cpl_error.h>
#include <gdal/cpl_string.h>
#include <gdal/cpl_vsi.h>

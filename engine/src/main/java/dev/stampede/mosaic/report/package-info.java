/// What a user looks at to judge a mosaic: pictures before and after, gains and offsets, how far overlapping images
/// are apart, seamlines. Start with [dev.stampede.mosaic.report.MosaicReport].
package dev.stampede.mosaic.report;

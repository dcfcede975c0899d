/// The command line. Classes here parse, call one library method and report; only they read arguments, print to
/// standard output and choose exit codes. Start with [dev.stampede.cli.Stampede].
package dev.stampede.cli;

/// Comparing results: which variable of which artifact is compared how, with which limit, and the report
/// about it. Start with [dev.stampede.verify.Verifier]; running whole reference cases is in `golden`.
package dev.stampede.verify;

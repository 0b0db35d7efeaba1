package dev.quoin.testkit.auth;

/** The cases share one harness. */
interface AuthCases {
    /** The harness of this test. */
    AuthHarness harness();
}

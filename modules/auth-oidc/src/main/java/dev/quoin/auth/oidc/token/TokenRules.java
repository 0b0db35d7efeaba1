package dev.quoin.auth.oidc.token;

/**
 * What a token must say.
 *
 * @param issuer who issued it
 * @param audience whom it is meant for
 * @param usernameClaim the claim that names the user, a text
 */
public record TokenRules(String issuer, String audience, String usernameClaim) {}

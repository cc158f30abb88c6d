package dev.fides.rest.auth;

/** Gets access tokens; given from outside, so that no cloud library is needed here. */
@FunctionalInterface
public interface TokenSource {

    /**
     * A token that is valid now.
     *
     * @param scope what it shall give access to
     * @throws dev.fides.model.FidesException when none can be had
     */
    AccessToken token(String scope);
}

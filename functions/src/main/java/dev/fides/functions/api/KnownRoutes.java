package dev.fides.functions.api;

import dev.fides.functions.http.Answer;
import dev.fides.functions.http.HttpCall;
import dev.fides.functions.http.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All routes of this API, so that a call which fits none gets an answer that says what is wrong with it: of a known
 * route with another method, the platform only says that there is no such thing.
 */
public final class KnownRoutes {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    /**
     * One way to call the API.
     *
     * @param route its segments; those in braces stand for anything
     */
    public record Known(String method, String route) {

        private static Known of(String line) {
            String[] parts = line.split(" ", 2);
            return new Known(parts[0], parts[1]);
        }

        /** What can be got can be asked for by HEAD, too, which the Functions host takes for a method of its own. */
        private Stream<Known> withHead() {
            return method.equals("GET") ? Stream.of(this, new Known("HEAD", route)) : Stream.of(this);
        }

        private boolean fits(String path) {
            String pattern = Arrays.stream(PARAMETER.split(route, -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[^/]+"));
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                    .matcher(path)
                    .matches();
        }
    }

    private static final List<Known> ALL =
            """
            GET audit
            GET dashboard
            GET dashboard/{file}
            GET health
            GET rejected
            DELETE rejected/{id}
            POST rejected/{id}/resubmit
            OPTIONS events/{sync}
            POST events/{sync}
            GET syncs
            GET syncs/{sync}
            POST syncs/{sync}/circuits/{side}
            POST syncs/{sync}/clean-up
            GET syncs/{sync}/failures
            POST syncs/{sync}/failures/retry
            POST syncs/{sync}/forget
            POST syncs/{sync}/import
            POST syncs/{sync}/pause
            POST syncs/{sync}/plan
            GET syncs/{sync}/preview
            GET syncs/{sync}/records
            POST syncs/{sync}/records
            POST syncs/{sync}/reimport
            POST syncs/{sync}/resume
            GET syncs/{sync}/runs
            GET syncs/{sync}/runs/{run}
            POST syncs/{sync}/runs/{run}/approve
            POST syncs/{sync}/runs/{run}/cancel
            POST syncs/{sync}/verify
            """.lines().map(Known::of).flatMap(Known::withHead).toList();

    private KnownRoutes() {}

    public static List<Known> all() {
        return ALL;
    }

    /** The answer to a call that no function takes: 405 with {@code Allow} where another method would do, else 404. */
    public static Answer problem(HttpCall call) {
        String path = call.path().replaceAll("/$", "");
        Set<String> methods = ALL.stream()
                .filter(known -> known.fits(path))
                .map(Known::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.isEmpty()) {
            return ProblemException.notFound("there is nothing at this address; docs/http-api.md lists all calls")
                    .answer();
        }
        String allowed = String.join(", ", methods);
        return new ProblemException(405, "Method not allowed", call.method() + " is not possible here, only " + allowed)
                .answer()
                .with("Allow", allowed);
    }
}

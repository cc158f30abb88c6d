package dev.fides.rest.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.config.access.Auth;
import dev.fides.config.source.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsSignerTest {

    private static final String EMPTY = AwsSigner.hash(new byte[0]);

    /** AWS's "Signature Version 4 test suite": what is asked for, and the signature that the suite publishes. */
    @ParameterizedTest
    @CsvSource({
        "get-vanilla, GET, /, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "post-vanilla, POST, /, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "get-vanilla-query-order-key-case, GET, /?Param2=value2&Param1=value1,"
                + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
    })
    void the_suite_of_aws(String name, String method, String path, String signature) {
        assertThat(signed("service", method, "https://example.amazonaws.com" + path, Map.of(), EMPTY))
                .as(name)
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature=" + signature);
    }

    /** The same suite, post-x-www-form-urlencoded. */
    @Test
    void the_body_of_the_suite_of_aws() {
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        String hash = AwsSigner.hash("Param1=value1".getBytes(UTF_8));

        assertThat(signed("service", "POST", "https://example.amazonaws.com/", form, hash))
                .endsWith("SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    /** The example of the AWS General Reference ("ListUsers" of IAM). */
    @Test
    void the_example_of_the_general_reference() {
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

        assertThat(signed("iam", "GET", "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08", form, EMPTY))
                .endsWith("Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    /** Computed with botocore 1.43: its client encodes the path of all services but S3 once more. */
    @Test
    void a_path_with_encoded_characters_is_signed_as_the_sdk_of_aws_signs_it() {
        assertThat(signed(
                        "es",
                        "PUT",
                        "https://search.example.com/docs/_doc/a%2Fb%20c?op_type=create&q=x%20y",
                        Map.of(),
                        AwsSigner.hash("{\"name\":\"Zürich\"}".getBytes(UTF_8))))
                .endsWith("Signature=d26e2cc01775b8e4828418fcffefb354ccb84f2d5f45cea107b1f9f563d3ea80");
        assertThat(signed(
                        "es",
                        "GET",
                        "https://search.example.com/docs",
                        Map.of("X-Amz-Security-Token", "tok/en+1=="),
                        EMPTY))
                .endsWith(
                        "SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=bc8f6daade66a3045531c2e9af699b28a87cbf6f7072c4c71162d74a54b170ae");
    }

    private static String signed(String service, String method, String uri, Map<String, String> more, String hash) {
        Auth.AwsSigV4 auth = new Auth.AwsSigV4(
                "us-east-1",
                service,
                "AKIDEXAMPLE",
                Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                Optional.empty());
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Host", URI.create(uri).getHost());
        headers.put("X-Amz-Date", "20150830T123600Z");
        return new AwsSigner(auth).authorization(method, URI.create(uri), headers, hash);
    }
}

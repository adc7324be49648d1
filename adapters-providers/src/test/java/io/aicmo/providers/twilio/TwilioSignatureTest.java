package io.aicmo.providers.twilio;

import static io.aicmo.providers.Requests.NOW;
import static io.aicmo.providers.Requests.request;
import static io.aicmo.providers.Requests.with;
import static io.aicmo.providers.Requests.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioSignatureTest {
    // The examples that Twilio publishes with its libraries.
    private static final String TOKEN = "12345";
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String FORM =
            "Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B14158675309&From=%2B14158675309";
    private static final String SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    private static final String JSON = "{\"property\": \"value\", \"boolean\": true}";
    private static final String JSON_HASH = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    private final Twilio twilio = new Twilio();

    @Test
    void thePublishedExampleIsRight() {
        assertRight(form(URL, FORM, SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource({
        "https://mycompany.com:1234/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        "http://mycompany.com:1234/myapp.php?foo=1&bar=2, Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
        "https://mycompany.com/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=",
        "http://mycompany.com/myapp.php?foo=1&bar=2, 0ZXoZLH/DfblKGATFgpif+LLRf4="
    })
    void thePublishedExamplesWithAndWithoutThePortAreRight(String url, String signature) {
        assertRight(form(url, FORM, signature));
    }

    @ParameterizedTest
    @CsvSource({
        "https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=" + JSON_HASH + ", a9nBmqA0ju/hNViExpshrM61xv4=",
        "https://mycompany.com/myapp.php?bodySHA256=" + JSON_HASH + ", y77kIzt2vzLz71DgmJGsen2scGs="
    })
    void thePublishedExamplesOfABodyThatIsNoFormAreRight(String url, String signature) {
        assertRight(form(url, JSON, signature));
    }

    @Test
    void aBodyThatDoesNotHaveItsSignedHashIsRefused() {
        String url = "https://mycompany.com/myapp.php?bodySHA256=" + JSON_HASH;

        assertRefused(form(url, JSON.replace("true", "false"), "y77kIzt2vzLz71DgmJGsen2scGs="));
    }

    @Test
    void aBodyWhoseHashIsNotPartOfTheUrlIsRefused() {
        assertRefused(form(URL, JSON, SIGNATURE));
    }

    @Test
    void aNameThatIsThereTwiceIsSignedWithEachValueOnceAndInOrder() throws Exception {
        String signature = sign(URL + "MediaUrlamediaMediaUrlbmediaMessageSidSM1");

        assertRight(form(URL, "MediaUrl=bmedia&MessageSid=SM1&MediaUrl=amedia&MediaUrl=bmedia", signature));
    }

    @Test
    void valuesAreSignedAsTheyAreDecodedWithNothingTrimmed() throws Exception {
        String signature = sign(URL + "Body Grüße & mehr  Empty");

        assertRight(form(URL, "Body=+Gr%C3%BC%C3%9Fe+%26+mehr++&Empty", signature));
    }

    @Test
    void anotherValueIsRefused() {
        assertRefused(form(URL, FORM.replace("1234&", "1235&"), SIGNATURE));
    }

    @Test
    void oneMoreParameterIsRefused() {
        assertRefused(form(URL, FORM + "&CallStatus=completed", SIGNATURE));
    }

    @Test
    void anotherUrlIsRefused() {
        assertRefused(form(URL.replace("foo=1", "foo=2"), FORM, SIGNATURE));
        assertRefused(form(URL.replace("https", "http"), FORM, SIGNATURE));
        assertRefused(form(URL.replace("mycompany", "yourcompany"), FORM, SIGNATURE));
    }

    @Test
    void anotherTokenIsRefused() {
        assertThatThrownBy(() -> twilio.verify(form(URL, FORM, SIGNATURE), "12346", NOW))
                .isInstanceOf(BadSignature.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "***", "RSOYDt4T1cUTdK1PDd93", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void aSignatureOfAnotherFormIsRefused(String other) {
        assertRefused(with("X-Twilio-Signature", other, form(URL, FORM, SIGNATURE)));
    }

    @Test
    void aMissingSignatureIsRefused() {
        assertRefused(without("X-Twilio-Signature", form(URL, FORM, SIGNATURE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a url",
                "https://",
                "://",
                "https://[::1]:443/x",
                "https://a/?%zz",
                "https://a?bodySHA256=zz"
            })
    void aStrangeUrlIsRefusedAndNothingElse(String url) {
        assertRefused(form(url, FORM, SIGNATURE));
    }

    @Test
    void aBodyThatIsNoFormIsRefused() {
        assertRefused(form(URL, "%", SIGNATURE));
    }

    @Test
    void nothingIsRightWithoutAToken() {
        assertThatThrownBy(() -> twilio.verify(form(URL, FORM, SIGNATURE), "", NOW))
                .isInstanceOf(BadSignature.class);
    }

    @Test
    void onlyTwilioCanMakeAToken() {
        assertThat(twilio.newSecret(new Random(1))).isEmpty();
        assertThatCode(() -> twilio.checkSecret("0123456789abcdef0123456789abcdef"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " 12345", "12345\n"})
    void aTokenThatIsBlankOrHasSpacesAroundItIsRefused(String secret) {
        assertThatThrownBy(() -> twilio.checkSecret(secret))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook_source.secret_invalid"));
    }

    private static WebhookRequest form(String url, String body, String signature) {
        return request(
                url,
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-Twilio-Signature",
                signature);
    }

    private static String sign(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void assertRight(WebhookRequest request) {
        assertThatCode(() -> twilio.verify(request, TOKEN, NOW)).doesNotThrowAnyException();
    }

    private void assertRefused(WebhookRequest request) {
        assertThatThrownBy(() -> twilio.verify(request, TOKEN, NOW)).isInstanceOf(BadSignature.class);
    }
}

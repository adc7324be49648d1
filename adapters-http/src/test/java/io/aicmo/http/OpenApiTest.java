package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Reply;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OpenApiTest {
    @Test
    void theDocumentIsValidAndSaysWhatServes() {
        Api api = MemoryServer.shared();
        Reply document = api.anyone().get("/openapi.json").is(200);

        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(document.text());

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
        assertThat(parsed.getOpenAPI().getPaths().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        api.routes().stream().map(Route::path).distinct().toList());
        Set<String> operations = new HashSet<>();
        parsed.getOpenAPI().getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> assertThat(operations.add(operation.getOperationId()))
                        .as(operation.getOperationId())
                        .isTrue());
        assertThat(operations).hasSize(api.routes().size());
    }
}

package io.aicmo.http;

import io.aicmo.port.Unavailable;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** The way to the reader of an endless answer. */
record Wire(OutputStream out, Runnable check) implements Outflow.Wire {

    /** Begins the answer. */
    static Wire open(Context context, String contentType, Runnable check) throws IOException {
        HttpServletResponse response = context.res();
        response.setStatus(200);
        response.setContentType(contentType + "; charset=utf-8");
        // Proxies that gather answers before they pass them on would keep the pieces back.
        response.setHeader("X-Accel-Buffering", "no");
        return new Wire(response.getOutputStream(), check);
    }

    @Override
    public byte[] json(Object value) {
        return Json.write(value);
    }

    /** A check that cannot be made now is made later. */
    @Override
    public boolean mayRead() {
        try {
            check.run();
            return true;
        } catch (Unavailable away) {
            return true;
        } catch (Problem refused) {
            return false;
        }
    }
}

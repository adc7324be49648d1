package io.aicmo.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a store ran, with what it bound, so that the very same can be run with nothing around it.
 *
 * @param text as it was given to the driver
 */
record SameSql(String text, List<Bound> bound) {

    /** One call that bound a value. */
    record Bound(Method setter, List<@Nullable Object> arguments) {}

    /** The last statement that work on a data source runs. */
    static SameSql of(DataSource real, Consumer<DataSource> work) {
        List<SameSql> seen = new ArrayList<>();
        work.accept(tapped(
                DataSource.class,
                real,
                (method, arguments, result) -> result instanceof Connection connection
                        ? tapped(
                                Connection.class,
                                connection,
                                (preparing, given, made) -> statement(preparing, given, made, seen))
                        : result));
        return seen.get(seen.size() - 1);
    }

    private static @Nullable Object statement(
            Method method, @Nullable Object @Nullable [] arguments, @Nullable Object made, List<SameSql> seen) {
        if (!(made instanceof PreparedStatement prepared)
                || arguments == null
                || !method.getName().equals("prepareStatement")) {
            return made;
        }
        SameSql sql = new SameSql(String.valueOf(arguments[0]), new ArrayList<>());
        seen.add(sql);
        return tapped(PreparedStatement.class, prepared, (setter, values, result) -> {
            if (setter.getName().startsWith("set") && values != null && values.length >= 2) {
                sql.bound.add(new Bound(setter, Arrays.asList(values)));
            }
            return result;
        });
    }

    /** Prepares it on a connection. */
    PreparedStatement prepare(Connection connection) throws SQLException {
        return connection.prepareStatement(text);
    }

    /**
     * Runs it once more and reads every column of every row.
     *
     * @param change puts another value in a value's place
     * @return how many rows there were
     */
    int run(PreparedStatement statement, UnaryOperator<@Nullable Object> change) throws SQLException {
        for (Bound one : bound) {
            @Nullable Object[] arguments = one.arguments.toArray();
            arguments[1] = change.apply(arguments[1]);
            invoke(one.setter, statement, arguments);
        }
        int rows = 0;
        boolean more = statement.execute();
        while (more || statement.getUpdateCount() >= 0) {
            if (more) {
                rows = read(statement);
            }
            more = statement.getMoreResults();
        }
        return rows;
    }

    private static int read(PreparedStatement statement) throws SQLException {
        int rows = 0;
        try (ResultSet result = statement.getResultSet()) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                for (int i = 1; i <= columns; i++) {
                    result.getString(i);
                }
                rows++;
            }
        }
        return rows;
    }

    @FunctionalInterface
    private interface Tap {
        @Nullable
        Object seen(Method method, @Nullable Object @Nullable [] arguments, @Nullable Object result);
    }

    private static <T> T tapped(Class<T> type, T real, Tap tap) {
        InvocationHandler handler = (proxy, method, arguments) ->
                tap.seen(method, arguments, arguments == null ? invoke(method, real) : invoke(method, real, arguments));
        return type.cast(Proxy.newProxyInstance(SameSql.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Method method, Object on, @Nullable Object... arguments)
            throws SQLException {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}

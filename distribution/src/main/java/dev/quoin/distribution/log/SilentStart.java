package dev.quoin.distribution.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/** Found by logback as a service: keeps it from looking for files, so that nothing is logged before {@link Logging#start} says where to. */
public final class SilentStart extends ContextAwareBase implements Configurator {
    /** For the service loader. */
    public SilentStart() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}

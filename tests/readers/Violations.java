import java.util.ArrayList;
import java.util.List;
import shadow.se.bjurr.violations.lib.ViolationsLogger;
import shadow.se.bjurr.violations.lib.model.Violation;
import shadow.se.bjurr.violations.lib.reports.Parser;

/**
 * Reads a report with violations-lib, as Jenkins plugins and comment bots do, and prints a line for each finding:
 * severity, file, line, rule and message, with tabs between. Arguments: PARSER FILE.
 */
class Violations {
    public static void main(String[] arguments) {
        ViolationsLogger logger = new ViolationsLogger() {
            @Override
            public void log(java.util.logging.Level level, String text) {
                note(level, text);
            }

            @Override
            public void log(java.util.logging.Level level, String text, Throwable cause) {
                note(level, text + ": " + cause);
            }

            private void note(java.util.logging.Level level, String text) {
                if (level.intValue() >= java.util.logging.Level.WARNING.intValue()) {
                    System.err.println(text);
                }
            }
        };
        List<Violation> found = new ArrayList<>(Parser.valueOf(arguments[0]).findViolations(logger, List.of(new java.io.File(arguments[1]))));
        for (Violation each : found) {
            System.out.println(String.join("\t", each.getSeverity().name(), each.getFile(), String.valueOf(each.getStartLine()), String.valueOf(each.getRule()), each.getMessage().replaceAll("\\s+", " ")));
        }
    }
}

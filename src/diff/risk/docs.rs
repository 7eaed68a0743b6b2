//! The risks, and what each is about.

/// A risk that a change may bring.
#[derive(Debug, Clone, Copy)]
pub struct Risk {
    /// The name, in kebab case.
    pub name: &'static str,
    /// What it is, why it matters, and an example: Markdown, printed by `dashgen explain`.
    pub docs: &'static str,
}

/// All of them, by name.
pub const RISKS: &[Risk] = &[DATASOURCE_CHANGED, LABEL_LOST, LAST_READER_GONE, VARIABLE_GONE];

/// A panel, query, annotation or variable asks another datasource.
pub const DATASOURCE_CHANGED: Risk = Risk {
    name: "datasource-changed",
    docs: "
Marks a panel, query, annotation or variable that asks another datasource than before.
# Why
The queries stay as they are, but what answers them may hold other data, or none of these metrics.
# Example
A panel copied from staging still asks `prometheus-staging`; a variable of the type `datasource`, `${datasource}`, moves
with the dashboard.",
};

/// A legend or an override names a label that the query no longer has.
pub const LABEL_LOST: Risk = Risk {
    name: "label-lost",
    docs: "
Marks a query whose legend names a label that its series no longer carry.
# Why
Grafana shows nothing in its place: all series get the same name.
# Example
`sum by (job, pod) (up)` with the legend `{{pod}}` becomes `sum by (job) (up)`: keep `pod`, or name the `{{job}}`.",
};

/// Nothing on the dashboard reads a metric any more.
pub const LAST_READER_GONE: Risk = Risk {
    name: "last-reader-gone",
    docs: "
Marks a panel, query or annotation that was the last on its dashboard to read a metric.
# Why
What nobody looks at is missed when it fails; and a metric that no dashboard reads may be exported in vain.
# Example
The only panel that reads `orders_refused_total` is removed. If that is meant, the metric may go as well.",
};

/// A variable is gone, and still used.
pub const VARIABLE_GONE: Risk = Risk {
    name: "variable-gone",
    docs: "
Marks a variable that was removed while panels still use it.
# Why
Grafana leaves `$name` in the query as it stands: it then finds nothing.
# Example
The variable `job` is removed, and `up{job=\"$job\"}` stays: remove the matcher as well, or keep the variable.",
};

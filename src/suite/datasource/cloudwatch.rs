//! Amazon CloudWatch.

use super::{Datasource, Describe};
use crate::model::{Text, Uid};
use crate::suite::data::{Member, Settings};
use crate::suite::{Secret, Setting};

/// The settings of CloudWatch.
///
/// Source: "Configure the Amazon CloudWatch data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CloudWatch {
    /// The default region of queries: `eu-west-2`.
    pub region: Setting,
    /// How it authenticates with AWS.
    pub auth: AwsAuth,
    role: Option<Setting>,
    external_id: Option<Setting>,
    endpoint: Option<Setting>,
    namespaces: Vec<Text>,
    traces: Option<Uid>,
}

/// How to authenticate with AWS.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum AwsAuth {
    /// The default provider chain of the AWS SDK.
    #[default]
    Default,
    /// The IAM role of the EC2 instance that Grafana runs on.
    Ec2Role,
    /// A profile of the shared credentials file.
    Profile(Text),
    /// An access key and its secret key.
    Keys {
        /// The access key.
        access: Secret,
        /// The secret key.
        secret: Secret,
    },
}

impl Datasource {
    /// Returns a CloudWatch datasource with a default region.
    pub fn cloudwatch(uid: Uid, name: impl Into<Text>, region: impl Into<Setting>) -> Datasource<CloudWatch> {
        let cloudwatch = CloudWatch {
            region: region.into(),
            auth: AwsAuth::default(),
            role: None,
            external_id: None,
            endpoint: None,
            namespaces: Vec::new(),
            traces: None,
        };
        Datasource::new(uid, name, None, cloudwatch)
    }
}

impl Datasource<CloudWatch> {
    /// Sets how it authenticates with AWS.
    pub fn auth(mut self, auth: AwsAuth) -> Self {
        self.kind.auth = auth;
        self
    }

    /// Assumes a role, by its ARN.
    pub fn assume_role(mut self, arn: impl Into<Setting>) -> Self {
        self.kind.role = Some(arn.into());
        self
    }

    /// Sets the external ID that is required to assume the role of another account.
    pub fn external_id(mut self, id: impl Into<Setting>) -> Self {
        self.kind.external_id = Some(id.into());
        self
    }

    /// Uses a custom endpoint instead of the default one of AWS.
    pub fn endpoint(mut self, endpoint: impl Into<Setting>) -> Self {
        self.kind.endpoint = Some(endpoint.into());
        self
    }

    /// Offers a namespace of custom metrics in the editor.
    pub fn namespace(mut self, namespace: impl Into<Text>) -> Self {
        self.kind.namespaces.push(namespace.into());
        self
    }

    /// Links log lines to their traces in a datasource for AWS X-Ray.
    pub fn traces(mut self, xray: &Uid) -> Self {
        self.kind.traces = Some(xray.clone());
        self
    }
}

impl Describe for CloudWatch {
    fn plugin(&self) -> &'static str {
        "cloudwatch"
    }

    fn settings(&self) -> Settings {
        let (auth, profile, keys) = match &self.auth {
            AwsAuth::Default => ("default", None, None),
            AwsAuth::Ec2Role => ("ec2_iam_role", None, None),
            AwsAuth::Profile(profile) => ("credentials", profile.member(), None),
            AwsAuth::Keys { access, secret } => ("keys", None, Some((access, secret))),
        };
        let (access, secret) = keys.unzip();
        let namespaces = Some(self.namespaces.join(",")).filter(|names| !names.is_empty()).map(Text::Owned);
        Settings::default()
            .with("authType", &auth)
            .with("defaultRegion", &self.region)
            .with("profile", &profile)
            .with("assumeRoleArn", &self.role)
            .with("externalId", &self.external_id)
            .with("endpoint", &self.endpoint)
            .with("customMetricsNamespaces", &namespaces)
            .with("tracingDatasourceUid", &self.traces)
            .secret("accessKey", access)
            .secret("secretKey", secret)
    }
}

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
    /// The region of queries that name none: `eu-west-2`.
    pub region: Setting,
    /// Where the right to ask comes from.
    pub auth: AwsAuth,
    role: Option<Setting>,
    external_id: Option<Setting>,
    endpoint: Option<Setting>,
    namespaces: Vec<Text>,
    traces: Option<Uid>,
}

/// Where the right to ask AWS comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum AwsAuth {
    /// From wherever the AWS SDK finds it.
    #[default]
    Default,
    /// From the role of the machine that Grafana runs on.
    Ec2Role,
    /// From a profile of the credentials file.
    Profile(Text),
    /// From a pair of keys.
    Keys {
        /// The access key.
        access: Secret,
        /// The secret key.
        secret: Secret,
    },
}

impl Datasource {
    /// Returns CloudWatch, asked for a region where a query names none.
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
    /// Says where the right to ask comes from.
    pub fn auth(mut self, auth: AwsAuth) -> Self {
        self.kind.auth = auth;
        self
    }

    /// Takes on a role, by its ARN.
    pub fn assume_role(mut self, arn: impl Into<Setting>) -> Self {
        self.kind.role = Some(arn.into());
        self
    }

    /// Names the external id that the role of another account asks for.
    pub fn external_id(mut self, id: impl Into<Setting>) -> Self {
        self.kind.external_id = Some(id.into());
        self
    }

    /// Asks at another address than that of AWS.
    pub fn endpoint(mut self, endpoint: impl Into<Setting>) -> Self {
        self.kind.endpoint = Some(endpoint.into());
        self
    }

    /// Offers a namespace of metrics of one's own in the editor.
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

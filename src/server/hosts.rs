//! Which `Host` requests are answered for: a page of elsewhere whose name is made to lead here (DNS rebinding) gets nothing.

use crate::rest::Problem;
use axum::{
    extract::{Request, State},
    http::{StatusCode, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// What monitors ask, by whatever name they know the server.
const HEALTH: &str = "/healthz";

/// The hosts that are answered for. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Hosts(Arc<Answered>);

#[derive(Debug)]
enum Answered {
    All,
    Some {
        /// The host of the address that people type.
        public: Option<String>,
        /// Whether this machine can be reached by its own names.
        has_loopback: bool,
    },
}

impl Hosts {
    /// A server that listens on `addr`; `public_url` is where people find it, if it was said. Without that, and on an address
    /// that others reach, nobody knows what they call it: then all are answered.
    pub(super) fn new(addr: SocketAddr, public_url: Option<&str>) -> Self {
        let ip = addr.ip().to_canonical();
        let public = public_url.and_then(|url| host(url.split_once("://")?.1));
        Self(Arc::new(match public {
            None if !ip.is_loopback() => Answered::All,
            public => Answered::Some { public, has_loopback: ip.is_loopback() || ip.is_unspecified() },
        }))
    }

    fn answers(&self, authority: &str) -> bool {
        let Answered::Some { public, has_loopback } = &*self.0 else { return true };
        host(authority).is_some_and(|host| {
            let address = || host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
            let is_loopback = || host == "localhost" || address().is_ok_and(|address| address.is_loopback());
            public.as_deref() == Some(host.as_str()) || *has_loopback && is_loopback()
        })
    }
}

/// The host of `host:port`, as it is compared.
fn host(authority: &str) -> Option<String> {
    let authority: Authority = authority.parse().ok()?;
    let host = authority.host().trim_end_matches('.').to_ascii_lowercase();
    (!authority.as_str().contains('@') && !host.is_empty()).then_some(host)
}

/// Refuses requests for other hosts with 421 (RFC 9110 §15.5.20). One without a host comes from no browser.
pub(super) async fn check_host(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let mut named = request.headers().get_all(header::HOST).iter();
    let (first, second) = (named.next(), named.next());
    let is_answered = match (request.uri().authority(), first) {
        (Some(authority), _) => hosts.answers(authority.as_str()),
        (None, Some(host)) => second.is_none() && host.to_str().is_ok_and(|host| hosts.answers(host)),
        (None, None) => true,
    };
    let path = request.uri().path();
    if is_answered || path == HEALTH {
        return next.run(request).await;
    }
    if path.starts_with("/api/") || path.starts_with("/v1/") {
        let title = "This server is not found under that name; its operator says which in SUPBOT_PUBLIC_URL.";
        return Problem::new(StatusCode::MISDIRECTED_REQUEST, "host_unknown", title).into_response();
    }
    let sentences = "이 서버의 주소가 아닙니다. 관리자가 SUPBOT_PUBLIC_URL에 이 주소를 설정해야 합니다.\n\
                     This is not the address of this server. Its administrator must set SUPBOT_PUBLIC_URL to it.\n";
    (StatusCode::MISDIRECTED_REQUEST, sentences).into_response()
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn a_server_is_answered_by_its_names_alone() {
        let hosts = |addr: &str, url| Hosts::new(addr.parse().unwrap(), url);
        let local = hosts("127.0.0.1:3000", None);
        for host in ["localhost", "localhost:1", "LOCALHOST:3000", "127.0.0.1:3000", "127.0.0.2", "[::1]:3000"] {
            assert!(local.answers(host), "{host}");
        }
        for host in
            ["", "evil.example", "localhost.evil.example:3000", "localhost@evil.example", "192.0.2.1", "[::2]", "a b"]
        {
            assert!(!local.answers(host), "{host}");
        }
        let public = hosts("192.0.2.1:80", Some("https://chat.example:8443"));
        for (host, expected) in
            [("chat.example", true), ("Chat.Example.:1", true), ("localhost", false), ("example", false)]
        {
            assert_eq!(public.answers(host), expected, "{host}");
        }
        assert!(hosts("0.0.0.0:3000", Some("https://chat.example")).answers("localhost:3000"));
        assert!(hosts("0.0.0.0:3000", None).answers("whatever.example"));
    }
}

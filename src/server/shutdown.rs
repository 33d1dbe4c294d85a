//! The end of the process: nothing that was generated is lost, and no child is left behind.

use super::AppState;
use axum::{Router, extract::connect_info::IntoMakeServiceWithConnectInfo, serve::ListenerExt};
use std::{net::SocketAddr, time::Duration};
use tokio::{net::TcpListener, signal::unix::SignalKind};
use tokio_util::sync::CancellationToken;

/// How long connections may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// Serves until SIGTERM or Ctrl-C; then takes no new connection, stores every running reply as interrupted, tells its
/// readers, and closes what is open.
pub(super) async fn serve_until_asked_to_end(
    listener: TcpListener,
    app: IntoMakeServiceWithConnectInfo<Router, SocketAddr>,
    state: AppState,
) -> std::io::Result<()> {
    let asked = CancellationToken::new();
    // A word of a reply must not wait until the one before it is acknowledged (40 ms on Linux).
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "could not set TCP_NODELAY");
        }
    });
    let serving = axum::serve(listener, app).with_graceful_shutdown(asked.clone().cancelled_owned());
    let serving = tokio::spawn(async move { serving.await });
    tokio::pin!(serving);
    tokio::select! {
        () = asked_to_end() => tracing::info!("ending"),
        ended = &mut serving => return ended.unwrap_or_else(|error| Err(std::io::Error::other(error))),
    }
    asked.cancel();
    state.shut_down().await;
    if tokio::time::timeout(PATIENCE, &mut serving).await.is_err() {
        tracing::warn!("some connections did not end in time");
        serving.abort();
    }
    state.db.close().await;
    Ok(())
}

async fn asked_to_end() {
    let terminate = async {
        match tokio::signal::unix::signal(SignalKind::terminate()) {
            Ok(mut signal) => _ = signal.recv().await,
            Err(error) => {
                tracing::error!(%error, "cannot listen for SIGTERM");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        () = terminate => {}
        result = tokio::signal::ctrl_c() => {
            if let Err(error) = result {
                tracing::error!(%error, "cannot listen for Ctrl-C");
                std::future::pending::<()>().await;
            }
        }
    }
}

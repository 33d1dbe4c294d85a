//! The end of the process: nothing that was generated is lost, and no child is left behind.

use super::{
    AppState,
    connections::{self, ConnectionLimits},
};
use axum::Router;
use std::time::Duration;
use tokio::{net::TcpListener, signal::unix::SignalKind};
use tokio_util::sync::CancellationToken;

/// How long connections may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// Serves until SIGTERM or Ctrl-C; then takes no new connection, stores every running reply as interrupted, tells its
/// readers, and closes what is open.
pub(super) async fn serve_with_graceful_shutdown(
    listener: TcpListener,
    app: Router,
    limits: ConnectionLimits,
    state: AppState,
) -> std::io::Result<()> {
    let asked = CancellationToken::new();
    let serving = tokio::spawn(connections::serve(listener, app, limits, asked.clone()));
    tokio::pin!(serving);
    tokio::select! {
        () = shutdown_signal() => tracing::info!("ending"),
        ended = &mut serving => return ended.map_err(std::io::Error::other),
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

async fn shutdown_signal() {
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

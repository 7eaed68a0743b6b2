//! The metrics of the trading system: what its service exports, by name, kind, unit and labels.

use dashgen::unit::{Number, Percent, Seconds, Unit, Usd};

dashgen::units! {
    /// HTTP requests.
    pub Requests = Unit::count("requests");
    /// Trading bots.
    pub Bots = Unit::count("bots");
    /// Executed trades.
    pub Trades = Unit::count("trades");
    /// Open positions.
    pub Positions = Unit::count("positions");
    /// Market data updates.
    pub Updates = Unit::count("updates");
    /// Connections, of WebSocket clients or to Redis.
    pub Connections = Unit::count("connections");
    /// Subscriptions of WebSocket clients.
    pub Subscribers = Unit::count("subscribers");
    /// WebSocket messages.
    pub Messages = Unit::count("messages");
    /// Redis operations.
    pub Operations = Unit::count("operations");
}

// Three gauges are called `_total`: they count what there is now, and go down again. A rate of them does not compile.
dashgen::metrics! {
    catalogue CATALOGUE;
    target labels { Job = "job", Instance = "instance" }

    /// The API service: always 1, with its name and version as labels.
    info APP_INFO("fastapi_app_info", Number) by app_info {
        AppName = "app_name" ["trading-api"],
        Version = "version" ["1.4.2"],
    }
    /// HTTP requests served by the API.
    counter REQUESTS("fastapi_requests_total", Requests) by requests {
        Method = "method" ["GET", "POST", "PUT", "DELETE"],
        Path = "path" ["/api/bots", "/api/trades", "/api/portfolio", "/api/market", "/health"],
        StatusCode = "status_code" ["200", "201", "307", "404", "422", "500", "503"],
    }
    /// Time from an HTTP request to its answer.
    histogram REQUEST_DURATION("fastapi_request_duration_seconds", Seconds) by request_duration {
        Method = "method" ["GET", "POST", "PUT", "DELETE"],
        Path = "path" ["/api/bots", "/api/trades", "/api/portfolio", "/api/market", "/health"],
    }

    /// Bots that are trading now.
    gauge BOTS_ACTIVE("trading_bots_active_total", Bots) by bots_active {}
    /// Bots that are configured, trading or not.
    gauge BOTS("trading_bots_total", Bots) by bots {}
    /// Executed trades, by how they ended.
    counter TRADES("trading_trades_total", Trades) by trades {
        Result = "result" ["profit", "loss"],
    }
    /// Value of all positions and cash.
    gauge PORTFOLIO_VALUE("trading_portfolio_total_value_usd", Usd) by portfolio_value {}
    /// Profit or loss since the start, in percent of what was put in.
    gauge PNL_PERCENT("trading_portfolio_pnl_percent", Percent) by pnl_percent {}
    /// Profit or loss since the start.
    gauge PNL_USD("trading_portfolio_pnl_usd", Usd) by pnl_usd {}
    /// Positions that are open now.
    gauge POSITIONS("trading_portfolio_positions_count", Positions) by positions {}

    /// Market data updates received, by symbol.
    counter MARKET_UPDATES("trading_market_updates_total", Updates) by market_updates {
        Symbol = "symbol" ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT"],
    }

    /// WebSocket connections that are open now.
    gauge CONNECTIONS_ACTIVE("trading_websocket_connections_active", Connections) by connections_active {}
    /// WebSocket connections ever opened.
    counter CONNECTIONS_OPENED("trading_websocket_connections_total", Connections) by connections_opened {}
    /// Clients that listen to a WebSocket channel now.
    gauge SUBSCRIBERS("trading_websocket_subscribers_total", Subscribers) by subscribers {
        Channel = "channel" ["prices", "trades", "portfolio"],
    }
    /// WebSocket messages, sent to clients or received from them.
    counter MESSAGES("trading_websocket_messages_total", Messages) by messages {
        Direction = "direction" ["sent", "received"],
    }
    /// Time to send one message to all subscribers of a channel.
    histogram BROADCAST_DURATION("trading_websocket_broadcast_duration_seconds", Seconds) by broadcast_duration {
        Channel = "channel" ["prices", "trades", "portfolio"],
    }

    /// Redis operations, by kind and outcome.
    counter REDIS_OPERATIONS("trading_redis_operations_total", Operations) by redis_operations {
        Operation = "operation" ["get", "set", "delete"],
        Status = "status" ["ok", "error"],
    }
    /// Time of one Redis operation.
    histogram REDIS_DURATION("trading_redis_operation_duration_seconds", Seconds) by redis_duration {
        Operation = "operation" ["get", "set", "delete"],
    }
    /// Connections of the Redis pool that are in use now.
    gauge REDIS_CONNECTIONS("trading_redis_connection_pool_active", Connections) by redis_connections {}
}

// What Prometheus itself knows of each target, whether or not it answers.
dashgen::metrics! {
    catalogue OF_PROMETHEUS;
    target labels { Job = "job", Instance = "instance" }

    /// Whether the last scrape of a target succeeded: 1, or else 0.
    gauge UP("up", Number) by up {}
}
